import Document, { Head, Html, Main, NextScript } from "next/document";
import { ServerStyleSheet } from "styled-components";

export default class Page extends Document {
  static async getInitialProps(context) {
    const sheet = new ServerStyleSheet();
    const render = context.renderPage;
    context.renderPage = () => render({ enhanceApp: (App) => (props) => sheet.collectStyles(<App {...props} />) });
    const initial = await Document.getInitialProps(context);
    return { ...initial, styles: [initial.styles, sheet.getStyleElement()] };
  }

  render() {
    return (
      <Html lang="ar" dir="rtl">
        <Head />
        <body>
          <Main />
          <NextScript />
        </body>
      </Html>
    );
  }
}
