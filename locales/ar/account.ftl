# Machine-translated, not yet read by a person.
# The page from which a member gets to all that is their own.

account-contents = في هذه الصفحة
account-you = عنك
account-signing-in = تسجيل الدخول
account-network = شبكتنا
account-duties = ما تعتني به
account-yours = ما هو لك
