exports.onRenderBody = ({ setHtmlAttributes }) => setHtmlAttributes({ lang: "ar", dir: "rtl" });
