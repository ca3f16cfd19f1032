/**
 * The screens that one goes to directly, in the order in which they stand in the window and in its menu, with the digit that
 * opens each together with Ctrl or Cmd.
 */
export const mainScreens = [
  { screen: 'run', label: 'Run', digit: '1' },
  { screen: 'runs', label: 'Runs', digit: '2' },
  { screen: 'compare', label: 'Compare', digit: '3' },
  { screen: 'load', label: 'Load test', digit: '4' },
  { screen: 'capacity', label: 'Capacity', digit: '5' },
  { screen: 'decision', label: 'Decision', digit: '6' },
  { screen: 'export', label: 'Export', digit: '7' },
  { screen: 'environment', label: 'Environment', digit: '8' },
] as const;

export type MainScreen = (typeof mainScreens)[number]['screen'];
export const mainScreenNames = mainScreens.map(({ screen }) => screen) as [MainScreen, ...MainScreen[]];
