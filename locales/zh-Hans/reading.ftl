# Machine-translated, not yet read by a person.

## For who is not signed in

listing-sign-in = 您住在这里吗？请登录后回应
listing-no-account = 在这里还没有账户？没有也可以求助，或者加入我们。
not-found-neighbors = 有些需要和提供只给邻居看。
not-found-sign-in = 您住在这里吗？请登录
