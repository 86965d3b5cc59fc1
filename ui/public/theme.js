// Before anything is painted: the theme that was chosen, else that of the system.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('reeve.theme');
  } catch {
    // no storage: the system's
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
