# Machine-translated, not yet read by a person.
# A code that is printed or said instead of a long link. $example is such a code.

spoken-title = 纸上的代码
spoken-lead = 有人给了您一个代码，写在纸上或口头告诉您。它通向的地方与旁边的链接相同。
spoken-label = 代码
spoken-help = 十二个字母和数字。大小写都可以，中间有没有横线也都可以。
spoken-button = 继续
spoken-not-whole = 这还不是完整的代码。它有十二个字母和数字，例如 { $example }。
spoken-wrong = 这个代码不能用，或者已经失效。请看看每个字符是否正确，或者向给您代码的人再要一个。
spoken-way = 我有纸上的代码
sheet-code = 或者打开这个简短的网址，输入下面的代码：
