# Machine-translated, not yet read by a person.
# The page from which a member gets to all that is their own.

account-contents = 本页内容
account-you = 关于您
account-signing-in = 登录
account-network = 我们的网络
account-duties = 您照管的事
account-yours = 属于您的东西
