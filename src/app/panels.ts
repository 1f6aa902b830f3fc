/** The panels around the map, each in its area of the screen. A new panel is a new file and one line here. */

import type { ComponentType } from 'react';
import { toldInDrawer } from '../model/ecosystem/choosing.ts';
import { arePeopleTold } from '../model/landscape/choosing.ts';
import { isDrawerOpen, isPersonTold, type ViewState } from '../model/viewState.ts';
import { AreaHost } from '../ui/area/AreaHost.tsx';
import { EmptyNotice } from '../ui/EmptyNotice.tsx';
import { MapNotice } from '../ui/MapNotice.tsx';
import { part } from '../ui/part.ts';

export interface PanelPlace {
  readonly id: string;
  readonly area: 'top' | 'kpi' | 'side' | 'moment' | 'map' | 'drawer' | 'time';
  readonly Panel: ComponentType;
  /** Left out: always shown. */
  readonly isShown?: (view: ViewState, hasRoom: boolean) => boolean;
}

// Of the first picture: the page asks for most of them beside the shell (see build/preload.ts).
const EmbedBar = part(() => import('../ui/share/EmbedBar.tsx').then((module) => module.EmbedBar));

const Drawer = part(() => import('../ui/drawer/Drawer.tsx').then((module) => module.Drawer));

const KpiStrip = part(() => import('../ui/kpi/KpiStrip.tsx').then((module) => module.KpiStrip));

const Legend = part(() => import('../ui/legend/Legend.tsx').then((module) => module.Legend));

const Sight = part(() => import('../ui/sight/Sight.tsx').then((module) => module.Sight));

const Timeline = part(() => import('../ui/timeline/Timeline.tsx').then((module) => module.Timeline));

const TopBar = part(() => import('../ui/top/TopBar.tsx').then((module) => module.TopBar));

// Not needed for the first picture.
const AsOfBanner = part(() => import('../ui/share/AsOfBanner.tsx').then((module) => module.AsOfBanner));

const PlaceTable = part(() => import('../ui/table/PlaceTable.tsx').then((module) => module.PlaceTable));

const Explore = part(() => import('../ui/explore/Explore.tsx').then((module) => module.Explore));

const NotesPanel = part(() => import('../ui/notes/NotesPanel.tsx').then((module) => module.NotesPanel));

const PlanPanel = part(() => import('../ui/plan/PlanPanel.tsx').then((module) => module.PlanPanel));

const SavedPanel = part(() => import('../ui/saved/SavedPanel.tsx').then((module) => module.SavedPanel));

const ToursPanel = part(() => import('../ui/tours/ToursPanel.tsx').then((module) => module.ToursPanel));

const RecordsPanel = part(() => import('../ui/records/RecordsPanel.tsx').then((module) => module.RecordsPanel));

const PersonPanel = part(() => import('../ui/person/PersonPanel.tsx').then((module) => module.PersonPanel));

const EcosystemHead = part(() => import('../ui/ecosystem/EcosystemHead.tsx').then((module) => module.EcosystemHead));

const EcosystemDrawer = part(() => import('../ui/ecosystem/EcosystemDrawer.tsx').then((module) => module.EcosystemDrawer));

const EcosystemTable = part(() => import('../ui/ecosystem/EcosystemTable.tsx').then((module) => module.EcosystemTable));

const EcosystemLegend = part(() => import('../ui/ecosystem/EcosystemLegend.tsx').then((module) => module.EcosystemLegend));

const SegmentsHead = part(() => import('../ui/segments/SegmentsHead.tsx').then((module) => module.SegmentsHead));

const SegmentsLegend = part(() => import('../ui/segments/SegmentsLegend.tsx').then((module) => module.SegmentsLegend));

const SegmentsDrawer = part(() => import('../ui/segments/SegmentsDrawer.tsx').then((module) => module.SegmentsDrawer));

const SegmentsTable = part(() => import('../ui/segments/SegmentsTable.tsx').then((module) => module.SegmentsTable));

export const PANELS: readonly PanelPlace[] = [
  { id: 'top', area: 'top', Panel: TopBar, isShown: (view) => !view.embed },
  { id: 'embed', area: 'top', Panel: EmbedBar, isShown: (view) => view.embed },
  { id: 'kpi', area: 'kpi', Panel: KpiStrip },
  { id: 'table', area: 'side', Panel: PlaceTable, isShown: (view) => view.side === 'table' && view.picture === 'map' },
  { id: 'segments table', area: 'side', Panel: SegmentsTable, isShown: (view) => view.side === 'table' && view.picture === 'segments' },
  { id: 'ecosystem table', area: 'side', Panel: EcosystemTable, isShown: (view) => view.side === 'table' && view.picture === 'ecosystem' },
  { id: 'explore', area: 'side', Panel: Explore, isShown: (view) => view.side === 'explore' },
  { id: 'notes', area: 'side', Panel: NotesPanel, isShown: (view) => view.side === 'notes' && !view.embed },
  { id: 'saved', area: 'side', Panel: SavedPanel, isShown: (view) => view.side === 'saved' && !view.embed },
  { id: 'tours', area: 'side', Panel: ToursPanel, isShown: (view) => view.side === 'tours' && !view.embed },
  { id: 'records', area: 'side', Panel: RecordsPanel, isShown: (view) => view.side === 'records' && !view.embed },
  { id: 'plan', area: 'side', Panel: PlanPanel, isShown: (view) => view.side === 'plan' && !view.embed },
  { id: 'legend', area: 'map', Panel: Legend, isShown: (view) => view.picture === 'map' },
  { id: 'ecosystem head', area: 'map', Panel: EcosystemHead, isShown: (view) => view.picture === 'ecosystem' },
  { id: 'ecosystem legend', area: 'map', Panel: EcosystemLegend, isShown: (view) => view.picture === 'ecosystem' },
  { id: 'segments head', area: 'map', Panel: SegmentsHead, isShown: (view) => view.picture === 'segments' },
  { id: 'segments legend', area: 'map', Panel: SegmentsLegend, isShown: (view) => view.picture === 'segments' },
  { id: 'area', area: 'map', Panel: AreaHost },
  { id: 'sight', area: 'map', Panel: Sight, isShown: (view) => view.picture === 'map' },
  { id: 'moment', area: 'moment', Panel: AsOfBanner, isShown: (view) => view.asOf !== null },
  { id: 'empty', area: 'map', Panel: EmptyNotice },
  { id: 'map notice', area: 'map', Panel: MapNotice, isShown: (view) => view.picture === 'map' },
  {
    id: 'drawer',
    area: 'drawer',
    Panel: Drawer,
    isShown: (view, hasRoom) =>
      isDrawerOpen(view, hasRoom) && toldInDrawer(view) === null && !arePeopleTold(view) && !isPersonTold(view, hasRoom),
  },
  { id: 'person', area: 'drawer', Panel: PersonPanel, isShown: isPersonTold },
  {
    id: 'segments drawer',
    area: 'drawer',
    Panel: SegmentsDrawer,
    isShown: (view, hasRoom) => arePeopleTold(view) && !isPersonTold(view, hasRoom),
  },
  {
    id: 'ecosystem drawer',
    area: 'drawer',
    Panel: EcosystemDrawer,
    isShown: (view, hasRoom) => toldInDrawer(view) !== null && !isPersonTold(view, hasRoom),
  },
  { id: 'time', area: 'time', Panel: Timeline },
];
