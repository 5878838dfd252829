// The only policy that may turn text into markup (Content-Security-Policy: require-trusted-types-for 'script').
//
// Leptos makes its static fragments from templates. They are known at build time and hold no script, so everything
// that could run is refused here, whoever asks. What patients or journals deliver never comes this way: it is set as text.
(() => {
  const runs = /<\s*(script|iframe|object|embed|base|meta|link|form|svg:script)|\son[a-z]+\s*=|javascript:|srcdoc\s*=/i;
  if (window.trustedTypes) {
    window.trustedTypes.createPolicy("default", {
      createHTML: (markup) => (runs.test(markup) ? null : markup),
      createScript: () => null,
      createScriptURL: () => null,
    });
  }
})();
