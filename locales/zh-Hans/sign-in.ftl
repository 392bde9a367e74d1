# Machine-translated, not yet read by a person.

## Every page

page-account = 您的账户

## Signing in

sign-in-title = 登录
sign-in-lead = 供本网络的成员使用。
sign-in-handle-label = 您的短名称
sign-in-handle-help = 您地址中的短名称，例如 { $example }。
sign-in-password-label = 您的密码
sign-in-button = 登录
sign-in-wrong = 这个短名称和这个密码不相符。请再试一次。
sign-in-forgotten = 还没有密码，或者忘记了？请向管理这台服务器的人要一个一次性登录链接。
sign-in-forgotten-reach = 还没有密码，或者忘记了？请向我们要一个一次性登录链接。可以这样联系我们：
sign-out-button = 退出登录

## A form that cannot be used any more

form-stale-title = 请再试一次
form-stale = 这个表单打开得太久，或者来自别处。什么都没有改变。
form-stale-cookies = 请返回，重新加载页面，再发送一次。您的浏览器需要保存本网站的 Cookie。

## A one-time link

enter-title = 用这个链接登录
enter-lead = 这个链接让您以 { $handle } 的身份登录一次。
enter-password = 在下一页您可以选择密码。
enter-button = 登录
enter-ended-title = 这个链接已经用过，或者已经过期
enter-ended = 它只能用一次，有效一天，这样别人就用不了。
enter-ended-what-to-do = 请向管理这台服务器的人要一个新的。

## One's own account

settings-title = 您的账户
settings-signed-in-as = 您以 { $handle } 的身份登录。
password-title = 密码
password-lead = 您用密码登录本网站。应用永远得不到它。
password-current-label = 您现在的密码
password-new-label = 您的新密码
password-new-help = 至少 { $least } 个字符。四个您喜欢的词语容易记住，也难以猜到。
password-button = 保存这个密码
password-done = 新密码已保存。您在其他浏览器中都已退出登录。
password-wrong = 这不是您现在的密码。请再试一次。
password-not-taken = 这个密码少于 { $least } 个字符，或者是别人最先会试的密码之一。请另选一个。

## Apps

apps-title = 您允许的应用
apps-lead = 它们可以用您的名义行事。请停用您不再使用的和不认识的应用。
apps-none = 一个也没有。
apps-tokens = 在服务器上生成的令牌
apps-since = 开始于：{ $date }
apps-shut-out-button = 停用：{ $app }
apps-done = 已停用，它不能再用您的名义做任何事。

## Letting an app in

consent-title = 允许 { $app } 吗？
consent-lead = { $app } 请求用您的名义行事。
consent-signed-in-as = 您是 { $handle }。
consent-unchecked = 这个名称是应用自己起的，没有人核实过。只允许您自己打开的应用。
consent-goes-to = 如果同意，您将前往 { $place }。
consent-shows-code = 如果同意，您会看到一个代码，请把它复制到应用中。
consent-may-heading = 它可以
consent-take-back = 您随时可以在您的账户页面上收回许可。
consent-allow = 是，允许
consent-deny = 否
consent-other = 用另一个账户登录
consent-refused-title = 这样不行
consent-unknown = 这里不认识这个应用，或者它要求把答复发到与登记不同的地方。您没有做错什么。
consent-amiss = { $app } 的请求方式这里不接受：
consent-begin-again = 请在应用中重新开始。如果再次发生，请告诉制作它的人。
consent-back = 返回 { $app }

## A code to copy by hand

code-title = 您的代码
code-lead = 把这个代码复制到 { $app } 中。
code-label = 代码
code-after = 它只能用一次，{ $minutes } 分钟内有效。不要给别人。

## What an app may

scope-read = 读取您能读到的一切：帖子、私信、只给成员看的内容
scope-write = 用您的名义书写：帖子、私信、需求和提供、您的资料
scope-follow = 更改您关注、屏蔽和静音的人
scope-push = 有事发生时通知您
scope-profile = 知道您是谁
scope-read-parts = 读取一部分：{ $parts }
scope-write-parts = 更改一部分：{ $parts }
scope-part-accounts = 账户
scope-part-blocks = 您屏蔽的人
scope-part-bookmarks = 书签
scope-part-conversations = 对话
scope-part-favourites = 您喜欢的内容
scope-part-filters = 过滤规则
scope-part-follows = 您关注的人
scope-part-lists = 列表
scope-part-media = 图片和声音
scope-part-mutes = 您静音的人
scope-part-notifications = 通知
scope-part-reports = 给协管员的举报
scope-part-search = 搜索
scope-part-statuses = 帖子

## What is kept about people, in short

privacy-names = 阅读公开内容不必说明您是谁，其他一切用化名也可以。
privacy-sealed = 您告诉某位邻居的话和您只留给自己的内容，在数据库中都是加密封存的。管理服务器的人有办法看到：请问清楚那是谁。
privacy-place = 您一说出住处，位置就会被取整；精确的位置不会保存在任何地方。
privacy-no-watching = 不保存您的网络地址，也不保存您上次来的时间。关于您的设备，只保存您用哪一种浏览器登录，而且只有您能看到。不统计任何人，也不比较任何人。
privacy-leaving = 您可以带走属于您的一切。您离开时，它们会被删除，并请收到过它们的人忘掉。
