import Shell from "../components/Shell";
import { site } from "../shared/news.mjs";

export default function About() {
  return (
    <Shell title="من نحن">
      <h2>من نحن</h2>
      <p>{site.name} موقع إخباري مستقل يعمل فيه صحفيون من مدن عدة، ويحرص على نقل الخبر كما هو دون زيادة أو نقصان.</p>
      <p>للتواصل مع هيئة التحرير يرجى استعمال نموذج المراسلة، ونرحب بالملاحظات والتصويبات في كل وقت.</p>
    </Shell>
  );
}
