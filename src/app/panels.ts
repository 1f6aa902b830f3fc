/** The panels around the map, each in its area of the screen. A new panel is a new file and one line here. */

import { type ComponentType, lazy } from 'react';
import { toldInDrawer } from '../model/ecosystem/choosing.ts';
import { arePeopleTold } from '../model/landscape/choosing.ts';
import { isDrawerOpen, isPersonTold, type ViewState } from '../model/viewState.ts';
import { AreaHost } from '../ui/area/AreaHost.tsx';
import { EmptyNotice } from '../ui/EmptyNotice.tsx';
import { MapNotice } from '../ui/MapNotice.tsx';

export interface PanelPlace {
  readonly id: string;
  readonly area: 'top' | 'kpi' | 'side' | 'moment' | 'map' | 'drawer' | 'time';
  readonly Panel: ComponentType;
  /** Left out: always shown. */
  readonly isShown?: (view: ViewState, hasRoom: boolean) => boolean;
}

// Of the first picture: the page asks for most of them beside the shell (see build/preload.ts).
const EmbedBar = lazy(() => import('../ui/share/EmbedBar.tsx').then((module) => ({ default: module.EmbedBar })));

const Drawer = lazy(() => import('../ui/drawer/Drawer.tsx').then((module) => ({ default: module.Drawer })));

const KpiStrip = lazy(() => import('../ui/kpi/KpiStrip.tsx').then((module) => ({ default: module.KpiStrip })));

const Legend = lazy(() => import('../ui/legend/Legend.tsx').then((module) => ({ default: module.Legend })));

const Sight = lazy(() => import('../ui/sight/Sight.tsx').then((module) => ({ default: module.Sight })));

const Timeline = lazy(() => import('../ui/timeline/Timeline.tsx').then((module) => ({ default: module.Timeline })));

const TopBar = lazy(() => import('../ui/top/TopBar.tsx').then((module) => ({ default: module.TopBar })));

// Not needed for the first picture.
const AsOfBanner = lazy(() => import('../ui/share/AsOfBanner.tsx').then((module) => ({ default: module.AsOfBanner })));

const PlaceTable = lazy(() => import('../ui/table/PlaceTable.tsx').then((module) => ({ default: module.PlaceTable })));

const Explore = lazy(() => import('../ui/explore/Explore.tsx').then((module) => ({ default: module.Explore })));

const NotesPanel = lazy(() => import('../ui/notes/NotesPanel.tsx').then((module) => ({ default: module.NotesPanel })));

const PlanPanel = lazy(() => import('../ui/plan/PlanPanel.tsx').then((module) => ({ default: module.PlanPanel })));

const SavedPanel = lazy(() => import('../ui/saved/SavedPanel.tsx').then((module) => ({ default: module.SavedPanel })));

const ToursPanel = lazy(() => import('../ui/tours/ToursPanel.tsx').then((module) => ({ default: module.ToursPanel })));

const RecordsPanel = lazy(() => import('../ui/records/RecordsPanel.tsx').then((module) => ({ default: module.RecordsPanel })));

const PersonPanel = lazy(() => import('../ui/person/PersonPanel.tsx').then((module) => ({ default: module.PersonPanel })));

const EcosystemHead = lazy(() => import('../ui/ecosystem/EcosystemHead.tsx').then((module) => ({ default: module.EcosystemHead })));

const EcosystemDrawer = lazy(() => import('../ui/ecosystem/EcosystemDrawer.tsx').then((module) => ({ default: module.EcosystemDrawer })));

const EcosystemTable = lazy(() => import('../ui/ecosystem/EcosystemTable.tsx').then((module) => ({ default: module.EcosystemTable })));

const EcosystemLegend = lazy(() => import('../ui/ecosystem/EcosystemLegend.tsx').then((module) => ({ default: module.EcosystemLegend })));

const SegmentsHead = lazy(() => import('../ui/segments/SegmentsHead.tsx').then((module) => ({ default: module.SegmentsHead })));

const SegmentsLegend = lazy(() => import('../ui/segments/SegmentsLegend.tsx').then((module) => ({ default: module.SegmentsLegend })));

const SegmentsDrawer = lazy(() => import('../ui/segments/SegmentsDrawer.tsx').then((module) => ({ default: module.SegmentsDrawer })));

const SegmentsTable = lazy(() => import('../ui/segments/SegmentsTable.tsx').then((module) => ({ default: module.SegmentsTable })));

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
