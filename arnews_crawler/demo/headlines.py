"""Headlines: one line of 5 to 14 words that names the news."""

from __future__ import annotations

COMMON = """
{inst} {inst?يعلن|تعلن} <موعد|تفاصيل|نتائج> {subj}{here}
{inst} {inst?يناقش|تناقش} مع {partner} <مستقبل|مصير> {subj}
{inst} {inst?ينفي|تنفي} <إلغاء|تأجيل|تجميد> {subj}{here}
{inst} {inst?يراجع|تراجع} <خطط|شروط|كلفة> {subj} بعد {obstacle}
بعد {#month 3 11} من <التأخير|الانتظار|الغموض>.. {inst} {inst?يستأنف|تستأنف} {subj}
توقيع اتفاق <بشأن|حول> {subj} بين {inst} و{partner}
<سكان|أهالي> {city} يترقبون <نتائج|مصير|موعد> {subj}
خبراء يناقشون في {city} <مستقبل|جدوى|نتائج> {subj}
<جدل|نقاش|خلاف> في {city} <حول|بشأن> {subj}
{who}: {claim}
{who.role} {who}: {claim}
«{slogan}».. {subj} {subj?يقترب|تقترب} من {city}
«{slogan}».. هكذا {who?يصف|تصف} {who} {subj}
{digit} أسئلة عن {subj}{here}
{who}: «{own_words}»
{who}: «{claim}»
«{resident_words}».. <أصوات|شهادات|حكايات> من {city}
{inst} {inst?يصف|تصف} {subj} بأن{subj?ه|ها} «{slogan_noun}»
هل {subj?ينجح|تنجح} {subj} <في {city}|بعد {obstacle}>؟
لماذا {subj?تأخر|تأخرت} {subj}{here}؟
كيف {subj?وصل|وصلت} {subj} إلى {city}؟
{subj}: ماذا نعرف <حتى الآن|بعد {#month 3 20}>؟
{subj} بالأرقام: {$} و{#person 200 4000}
{$} لدعم {subj}{here}
{partner} {partner?ينضم|تنضم} إلى {subj}{here}
{partner} {partner?يشكك|تشكك} في <جدوى|أرقام|نتائج> {subj}
من {city} إلى {city2}.. {subj} {subj?يتسع|تتسع}
<حصيلة|تقرير|استطلاع>: {%} من <سكان|شباب> {city} <يؤيدون|يعارضون> {subj}
"""

SLOGANS = """
<خطوة|محطة|فرصة> <طال انتظارها|لا تتكرر|تستحق التعب>
<لا وقت|لا مجال> <للانتظار|للتراجع|للتردد>
<من أجل|في سبيل> <الناس|أولادنا|المدينة>
<بداية|نهاية> <مرحلة|حكاية|انتظار>
<وعد|عهد> <قطعناه|جديد|قديم>
الأهم لم <يبدأ|يأتِ> بعد
<بيتنا|حلمنا|طريقنا> <واحد|مشترك|طويل>
"""

BY_SECTION: dict[str, str] = {
    "politics": """
{inst} {inst?يصوّت|تصوّت} على {subj} {day}
{#deputy 12 150} يؤيدون {subj} <رغم|بعد> {obstacle}
<جولة|جلسة> <ثانية|ثالثة|أخيرة> في {city} <حول|بشأن> {subj}
{#country 4 30} <ترحب|تشيد> ب{subj}
""",
    "economy": """
{inst} {inst?يطرح|تطرح} {subj} على <المستثمرين|الشركات> بكلفة {$}
{subj} {subj?يوفر|توفر} {#job 60 4000}{here}
{#company 4 60} <تتنافس|تتسابق> على {subj}{here}
<ارتفاع|تراجع> <الإيرادات|الصادرات> {%} قبل {subj}
""",
    "local": """
{inst} {inst?يبدأ|تبدأ} {subj} بمشاركة {#volunteer 20 900}
<إغلاق|تحويل> السير في {street} بسبب {subj}
{#family 15 900} في {quarter} تنتظر {subj}
{subj} {subj?يعيد|تعيد} الحياة إلى {quarter}
""",
    "health": """
{inst} {inst?يطلق|تطلق} {subj} في {#village 4 90}
{#patient 20 3000} يستفيدون من {subj}{here}
{subj} {subj?يصل|تصل} إلى {#school 4 200}{here}
أطباء يحذرون من {obstacle} قبل {subj}
""",
    "sport": """
{club} {verb_beats} {club2} <{score}|بفارق {#point 3 30}> في {subj}
{club} إلى <نهائي|نصف نهائي|ربع نهائي> {subj} على حساب {club2}
{subj}: {club} يواجه {club2} {day}
{man} يسجل {#goal 3 9} ويقود {club} في {subj}
{woman} تحرز ذهبية {subj} بعد {#year 3 12}
{#spectator 900 40000} يتابعون <افتتاح|ختام> {subj}
""",
    "culture": """
{#artist 5 120} من {#country 3 30} في {subj}
{woman} تفوز بالجائزة الأولى في {subj}
{man} يحيي <افتتاح|ختام> {subj} {day}
{subj} {subj?يحتفي|تحتفي} بـ{#book 12 300} و{#writer 5 60}
{subj} {subj?يستعيد|تستعيد} <ذاكرة|حكايات|أغاني> {quarter}
""",
    "science": """
باحثون من {city} ينجزون <مرحلة|جزءاً> من {subj}
{#researcher 4 90} و{#sensor 12 900} في {subj}
{subj} {subj?يكشف|تكشف} <سر|ما يجري في|تاريخ> {quarter}{here}
نتائج {subj} تفاجئ <العلماء|الباحثين> في {city}
""",
}
"""By the section's slug."""
