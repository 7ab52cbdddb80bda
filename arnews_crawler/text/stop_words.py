"""Words that carry a sentence and tell nothing of its subject: folded; a search gives them no weight."""

from __future__ import annotations

from typing import Final

from arnews_crawler.text.fold import fold_text

_PREPOSITIONS: Final = """
    من في على إلى عن مع منذ حتى لدى عند بين نحو ضد حول خلال عبر دون بدون سوى غير مثل بسبب رغم لأجل حيال إزاء
    تجاه ك ب ل به بها بهم له لها لهم لنا لي فيه فيها فيهم منه منها منهم عليه عليها عليهم عنه عنها إليه إليها
    إليهم معه معها لديه لديها بما مما فيما عما بأن لأن كأن بينما وفي ومن وعلى وإلى وعن ومع
"""
_PRONOUNS: Final = """
    هو هي هم هما هن أنا نحن أنت أنتم هذا هذه هذان هذين هؤلاء ذلك تلك أولئك ذاك هنا هناك الذي التي الذين اللذان
    اللتان اللواتي اللاتي بهذا بهذه لهذا لهذه وهذا وهذه وذلك لذلك كذلك بذلك وهو وهي وهم كل كلا كلتا بعض أي أية
    نفسه نفسها ما من
"""
_PARTICLES: Final = """
    و ف أو أم ثم بل لكن ولكن لا ما لم لن ليس ليست لما قد لقد إن أن إنه أنه إنها أنها إنهم أنهم وأن وإن فإن إذا
    إذ لو لولا كي لكي حيث كما أيضا فقط إلا ألا سوف يا إما أما نعم ولا وما وقد ولم ولن عندما حين حينما كلما
    طالما هكذا كان كانت كانوا يكون تكون وكان وكانت يكن تكن
"""
_QUESTIONS: Final = """
    ماذا متى أين كيف كم هل لماذا لم بم بماذا لمن بمن ممن فيم علام إلام أيان أنى بكم منذ ماهو ماهي ما هو من
    ومتى وأين وكيف وكم وماذا مالذي ماالذي
"""
_ENGLISH: Final = "the of and in to is was what who when where how which for on"

STOP_WORDS: Final = frozenset(fold_text(" ".join((_PREPOSITIONS, _PRONOUNS, _PARTICLES, _QUESTIONS, _ENGLISH))).split())
"""Folded words: prepositions, pronouns, particles, question words."""
