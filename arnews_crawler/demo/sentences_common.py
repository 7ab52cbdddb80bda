"""Sentences that any story can use after its first paragraph, and the small pieces around the text."""

from __future__ import annotations

POOLS: dict[str, str] = {
    "intro": """
و{!who.that.full} {claim}.
و{who?قال|قالت} {who.role} {who} {venue} إن {claim}.
«{own_words}»، {who?قال|قالت} {who.role} {who} {venue}.
{who?وصف|وصفت} {who.role} {who} {subj} بأن{subj?ه|ها} «<خطوة|محطة|فرصة> <طال انتظارها|لا تتكرر|تستحق
  التعب>»،
  {who?مضيفاً|مضيفة} {venue} أن {claim}.
ونقل مراسلنا في {city} عن {who.role} {who} {who?قوله|قولها} إن {claim}.
و{who?لخّص|لخّصت} {who.role} {who} <الأمر|الموقف|المشهد> {venue}: «{own_words}».
""",
    "voice": """
و{!who.that} {claim}.
و{!who.that} {claim}، {who?موضحاً|موضحة} أن {claim}.
و{!who.says}: «{own_words}».
«{own_words}»، هكذا {who?لخّص|لخّصت} {who.short} <الموقف|المشهد|ما جرى> {venue}.
وفي رد{who?ه|ها} على سؤال عن {topic}، {who?قال|قالت} {who.short} إن {claim}.
و{who?كشف|كشفت} {who.short} عن <اتصالات|مشاورات> مع {partner} <بشأن|حول> {topic}.
و{who?رفض|رفضت} {who.short} <التعليق على|الخوض في> ما نُشر عن {topic}، {who?مكتفياً|مكتفية} بالقول إن
  {claim}.
و{who?استشهد|استشهدت} {who.short} بتجربة {city} التي بدأت {ago}، {who?مذكّراً|مذكّرة} بأن {claim}.
و{ل:who.short} رأي آخر في {topic}، إذ {who?يقول|تقول} إن {claim}.
و{who?وعد|وعدت} {who.short} ب{proposal} {soon}.
""",
    "expert": """
و{!exp.thinks.full} {opinion}.
{exp?يقول|تقول} {exp.role} {exp} إن {opinion}.
في المقابل، {!exp.thinks.full} {opinion}.
و{exp?يشرح|تشرح} {exp.role} {exp} أن {opinion}.
من جهت{exp?ه|ها}، {!exp.that.full} {opinion}.
""",
    "expert_more": """
و{!exp.says}: «{own_words}».
و{exp?دعا|دعت} {exp.short} إلى {proposal} {soon}.
و{exp?يقترح|تقترح} {exp.short} {proposal} و{proposal}.
و{exp?استند|استندت} {exp.short} إلى <دراسة|مراجعة|بيانات> شملت {#person 90 5000} في {city2} و{city3}.
و{!exp.thinks} {opinion}.
""",
    "witness": """
{res}، {res?وهو|وهي} {res.role}، {res?قال|قالت}: «{resident_words}».
«{resident_words}»، {res?يقول|تقول} {res}، {res?وهو|وهي} {res.role}.
و{res?روى|روت} {res}، {res?وهو|وهي} {res.role}، أن {claim}.
وفي {quarter}، {res?يتذكر|تتذكر} {res} كيف <توقف العمل|تغيّر كل شيء|بدأت الحكاية> {ago}.
و{res?يخشى|تخشى} {res}، {res?وهو|وهي} {res.role}، من {obstacle} <مجدداً|مرة أخرى> {soon}.
""",
    "witness_more": """
و{!res.says}: «{resident_words}».
و{res?يأمل|تأمل} {res.short} {proposal} {soon}.
و{res?طالب|طالبت} {res.short} ب{proposal}.
و{ل:res.short} {#child 3 9} <يدرسون|يتنقلون> بين {city2} و{city3}.
""",
    "background": """
و{subj?كان|كانت} {subj.short} قد {subj?تأجل|تأجلت} <مرتين|ثلاث مرات|أكثر من مرة> <بسبب|نتيجة> {obstacle}.
وتعود فكرة {subj.short} إلى {month} {year}، حين {partner?اقترح|اقترحت} {partner} {proposal}.
وسبق {ل:inst.short} أن {inst?أعلن|أعلنت} {ago} <نيت{inst?ه|ها}|عزم{inst?ه|ها}> {proposal}.
ويأتي ذلك <بعد|عقب> {#day 4 40} من لقاء جمع {inst} و{partner} في {city}.
وتشير <بيانات|سجلات|تقديرات> {partner} إلى أن {claim}.
و<شهدت|عرفت> {city} {ago} <تجربة مماثلة|خطوة مشابهة|محاولة شبيهة> <انتهت|توقفت> <بعد {#month 3 20}|بسبب
  {obstacle}>.
ولم يصدر <تعليق|رد|توضيح> <فوري|رسمي|مكتوب> عن {partner} <بشأن|حول> {topic}.
وكانت صحيفة <تصدر|محلية> في {city} قد <نشرت|ذكرت> {ago} أن {claim}.
وخلال {#year 3 12}، <تعاقب|توالى> على إدارة الملف {#employee 3 9} بين {city} و{city2}.
و<تداول|تناقل> رواد مواقع التواصل في {city} <صوراً|وثائق|مقاطع> عن {topic}.
""",
    "outlook": """
ومن المقرر أن <تجتمع اللجنة المشتركة|يلتقي الطرفان|تُعقد الجلسة المقبلة|يُعلن القرار النهائي> في {city}
  {soon}.
و{inst?يعتزم|تعتزم} {inst.short} {proposal} {soon}.
ويُنتظر أن <تُعرض|تُنشر> <النتائج|التوصيات|الحصيلة> {soon} أمام {partner}.
و{inst?دعا|دعت} {inst.short} <الراغبين|المهتمين|المسجلين> إلى <الحضور|تقديم الطلبات> في {landmark} {soon}.
ويبقى السؤال <مطروحاً|معلقاً> في {city} <عن|حول> {topic}.
و{inst?تعهّد|تعهّدت} {inst.short} ب{proposal} <وب{proposal}|قبل حلول {month}>.
وإذا <سارت الأمور|جرى العمل> كما هو <مخطط|مأمول>، <فسيصل|سيصل> الفريق إلى {city} {soon}.
""",
    "figure": """
وبلغ عدد <المستفيدين|المشاركين|المسجلين> {#person 200 9000} <حتى نهاية {month}|خلال {#month 3 20}>،
  بزيادة {%} <على|عن> {year}.
وأظهر <استطلاع|مسح> شمل {#person 300 9000} في {city} أن {%} منهم <يؤيدون|يتابعون|لا يعرفون> {subj.short}.
و{inst?خصّص|خصّصت} {inst.short} {$} <لهذه المرحلة|لهذا الغرض> تُصرف <قبل {month}|على مدى {#month 4 30}>.
واستغرق <الإعداد|التحضير|التخطيط> {#month 3 30}، وشارك فيه {#person 12 700} من {city} و{city2}.
و<سجلت|نالت> {city} وحدها {%} من <المجموع|الحصيلة>، <تلتها|وبعدها> {city2} ثم {city3}.
وفي {month} وحده، <وصلت|وردت> إلى {inst.short} {#complaint 15 900} <أغلبها|معظمها> من {city}.
و<تراجعت|ارتفعت|وصلت> النسبة في {city} إلى {%} {ago}، <مقابل|في مقابل> {%} في {city2}.
""",
    "subheading": """
<حصيلة|أرقام|وقائع> من {city}
<شهادات|أصوات|مشاهد> من {quarter} في {city}
<خلاف|تباين|تفاهم> مع {partner}
<كلفة|تمويل|مستقبل> {subj.short} في {city}
<خطوات|مواعيد> <مقبلة|منتظرة> في {city}
<رأي|موقف|قلق> <الخبراء|السكان|المختصين> في {city}
{#question 3 9} بلا إجابة في {city}
من {city} إلى {city2}
ماذا بعد {month} {year+}؟
لماذا {city} قبل {city2}؟
ماذا {who?قال|قالت} {who.short} في {city}؟
{subj.short} بين {city} و{city2}
""",
    "list_intro": """
و<يتضمن|يشمل> البرنامج الذي {inst?عرضه|عرضته} {inst.short} {venue} <ما يلي|البنود التالية|الخطوات التالية>:
و{inst?أوصى|أوصت} {inst.short} {venue} ب<الآتي|ما يأتي>:
و<خرج|انتهى> الاجتماع مع {partner} في {city} ب<التوصيات|النقاط|الخطوات> التالية:
و{who?عدّد|عدّدت} {who.short} {venue} <أبرز|أهم> ما {inst?يطلبه|تطلبه} {inst.short}:
وفي ما يلي <أبرز|أهم> ما <جاء|ورد> في تقرير {partner} عن {topic}:
""",
    "item": """
{proposal}
تخصيص {$} لأعمال <الصيانة|التدريب|المتابعة> في {city}
افتتاح {#centre 3 12} في {city} {soon}
<تدريب|توظيف> {#trainee 15 900} من {city} و{city2}
إصدار تقرير كل {#month 3 12} عن {topic}
<تقييم|زيارة> {#village 3 40} في محيط {city}
<تأجيل|تقديم> الموعد {#day 3 40} بسبب {obstacle}
<دعوة|إشراك> {#association 4 60} من {city}
""",
    "pull_quote": """
{own_words}. {own_words}.
{own_words}، و{own_words}.
{resident_words}. {own_words}.
""",
    "post": """
{resident_words} #{city_tag}
{own_words} #{city_tag}
شكراً لكل من ساهم في {proposal} #{city_tag}
""",
    "caption": """
<جانب من|مشهد من> <الحضور|الجلسة|الأعمال> قرب {landmark} في {city}، {month} {year}
{who.role} {who} في {city}
عمال في {quarter} خلال {month} {year}
صورة <من الأرشيف|جوية> لمدينة {city} في {year}
<لافتة|خيمة|طاولة> أمام {landmark} في {city}
""",
    "deck": """
{inst?يراهن|تراهن} {inst} على {subj}، فيما <يتساءل|يسأل> <الناس|السكان|المتابعون> في {city} عن {topic}
بين <التفاؤل|الحماسة|الأمل> و<الحذر|الشكوك|القلق>، <يتابع|يترقب> <أهالي|سكان> {city} ما سيؤول إليه
  {topic_one}
تفاصيل <جديدة|إضافية> عن {subj} كما {who?رواها|روتها} {who.role} {who} {venue}
<أسئلة وأجوبة|ما نعرفه وما لا نعرفه> عن {subj}: <الكلفة|التمويل> و<المواعيد|المراحل> ودور {partner}
{who.role} {who}: {own_words}
كل ما <تريد|تود> معرفته عن {topic}، من {city} إلى {city2}، <بالأرقام|في سطور|قبل حلول {month}>
<وثائق|شهادات|أرقام> <اطلعنا عليها|حصلنا عليها> في {city} <تكشف|تظهر> أن {claim}
""",
    "topic_one": """
<موعد|ملف|تقرير> {subj.short} بعد {#month 3 20} من {obstacle}
""",
}
"""By the name that templates use; one template a line, an indented line continues it."""
