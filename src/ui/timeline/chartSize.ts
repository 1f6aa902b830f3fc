/** Desk pixels of the timeline's drawing: words of marks above TOP, bars between TOP and FOOT, names of instants below. */
export const CHART = { height: 84, top: 20, foot: 62, axis: 78 };
