# Machine-translated, not yet read by a person.

translate-title = 用另一种语言说
translate-link = 为邻居翻译这一条
translate-lead = 更熟悉那种语言的邻居，会在原文下面看到您写的话。那里会说明由一位邻居翻译，成员能看到您的名字。发布的人可以把它去掉。
translate-original = 原文
translate-language = 您用哪种语言写？
translate-name = 用那种语言写的标题
translate-words = 用那种语言写的内容
translate-words-help = 请尽量贴近原文。日期、地点和食物里有什么最要紧。
translate-button = 加上这些话
translate-none = 这一条已经有本网络的所有语言了。谢谢您来看。
translate-too-often = 您刚才翻译这个的次数太多了。请等几分钟，再按一次按钮。您写的都还在。
translate-by = 由 { $name } 翻译
translate-older = 翻译之后原文改过了，意思可能已经不同。
translate-change = 用这种语言说得更好：{ $language }
translate-take-away = 去掉这份翻译：{ $language }
translate-told = 一位邻居把您发布的“{ $title }”翻译成了另一种语言：{ $language }。您可以在它的页面上看到，也可以在那里去掉：{ $link }
answer-said-translated = 您写的话已经在页面上了。谢谢。
answer-said-untranslated = 翻译已经去掉了。
