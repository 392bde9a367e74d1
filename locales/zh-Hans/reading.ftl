# Machine-translated, not yet read by a person.

## For who is not signed in

listing-sign-in = 您住在这里吗？请登录后回应
listing-no-account = 在这里还没有账户？没有也可以求助，或者加入我们。
listing-elsewhere = 我在别处有账号
not-found-neighbors = 有些需要和提供只给邻居看。
not-found-sign-in = 您住在这里吗？请登录

## Which language a title in a list is in

card-in-en = 用英文写的
card-in-es = 用西班牙文写的
card-in-fr = 用法文写的
card-in-ar = 用阿拉伯文写的
card-in-zh-Hans = 用中文写的
card-in-ht = 用海地克里奥尔文写的
card-in-other = 用另一种语言写的：{ $language }
