const x = () => import(/* @vite-ignore */ new URL(__PANEL__, 'http://localhost/').href)
;(window as unknown as { SupportWidget: unknown }).SupportWidget = x
