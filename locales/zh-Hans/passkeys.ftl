# Machine-translated, not yet read by a person.
# Words of passkeys.

## Signing in

passkey-sign-in = 用通行密钥登录
passkey-failed = 没有成功，或者您中止了。什么都没有改变。您可以再试一次，或用别的方式登录。
passkey-late = 这个页面打开太久，或者已经用过了。请再试一次。
passkey-unknown = 这里不认识这个通行密钥。也许它已被移除，或属于另一个账户。请用别的方式登录。

## One's own passkeys

passkeys-title = 通行密钥
passkeys-lead = 有了通行密钥，您登录就像打开手机或电脑一样：用手指、面孔或它的密码。没有什么要记，也没有什么要输入，假冒的网页也骗不走它。您的手指和面孔留在您的设备上，这个网站永远看不到。
passkeys-none = 您还没有通行密钥。
passkeys-unnamed = 没有名字的通行密钥
passkeys-name = 您怎么称呼它？
passkeys-name-help = 例如它所在的设备。除了您，没有人看到。可以不填。
passkeys-rename = 保存这个名字
passkeys-remove = 移除：{ $name }
passkeys-make-heading = 创建通行密钥
passkeys-make = 创建通行密钥
passkeys-cannot = 这个浏览器不能创建通行密钥，或者没有运行这个页面的脚本。其他一切不用它也能使用。
passkeys-password-help = 这样，发现这个浏览器开着的人就不能给自己创建一个。
passkeys-go-on = 继续
passkeys-again = 您登录时不用密码。为了不让看到这个打开着的浏览器的人拿走您的账户，请再用一次通行密钥登录。然后就可以在这里继续。
passkeys-said-added = 通行密钥已保存。下次请选择“用通行密钥登录”。
passkeys-said-renamed = 名字已保存。
passkeys-said-removed = 它不再让任何人登录。如果设备在别人手里，也请在其他地方全部退出。
passkeys-said-joined = 您已经加入了。很高兴您来。现在就创建通行密钥，下次才能登录。
passkeys-go-on-as-before = 您的通行密钥照旧可用。在这里查看。
passkeys-many = 您有 { $most } 个通行密钥。请先移除一个，再创建新的。
passkey-there = 这个通行密钥已经在这里了。
passkey-not-made = 设备没有创建出能保存在这里的通行密钥。什么都没有改变。请再试一次。
passkey-last-way = 这是您唯一的登录方式。请先选一个密码，或再创建一个通行密钥。

## Joining

join-way-passkey = 用通行密钥：这部手机或电脑认得我，我什么都不用输入
