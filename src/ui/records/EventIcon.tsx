import {
  Ban,
  Clock,
  Eye,
  Mail,
  Megaphone,
  MessageCircle,
  PackageCheck,
  Phone,
  Repeat,
  Search,
  ShoppingBag,
  Sparkle,
  Star,
  Store,
  Truck,
  Undo2,
  UserPen,
} from 'lucide-react';
import type { JSX } from 'react';
import { EventType } from '../../protocol/event.ts';

/** Types and channels may be any text, `constructor` too. */
const BY_TYPE = new Map<string, typeof Star>([
  [EventType.orderCompleted, ShoppingBag],
  [EventType.orderRefunded, Undo2],
  [EventType.surveyAnswered, Star],
  [EventType.reviewPublished, Star],
  [EventType.pageViewed, Eye],
  [EventType.productSearched, Search],
  [EventType.postPublished, MessageCircle],
  [EventType.messageSent, Mail],
  [EventType.profileUpdated, UserPen],
  [EventType.consentChanged, UserPen],
  [EventType.subscriptionStarted, Repeat],
  [EventType.subscriptionCancelled, Ban],
  [EventType.changeAnnounced, Megaphone],
  ['io.orrery.order.placed', Clock],
  ['io.orrery.order.shipped', Truck],
  ['io.orrery.order.delivered', PackageCheck],
]);
const BY_CHANNEL = new Map<string, typeof Star>(Object.entries({ call: Phone, ivr: Phone, store: Store, email: Mail, mail: Mail }));

/** What kind of event it is; a contact shows how it came. */
export function EventIcon({ type, channel }: { readonly type: string; readonly channel: string | null }): JSX.Element {
  const isContact = type === EventType.contactOpened || type === EventType.contactClosed;
  const Icon = (isContact ? (BY_CHANNEL.get(channel ?? '') ?? MessageCircle) : BY_TYPE.get(type)) ?? Sparkle;
  return <Icon aria-hidden />;
}
