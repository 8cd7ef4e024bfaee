const x = () => import(/* @vite-ignore */ new URL(PANEL_PATH, 'http://localhost/').href)
;(window as unknown as { SupportWidget: unknown }).SupportWidget = x
