# Machine-translated, not yet read by a person.

export-title = { $network } 保存的关于您的一切
export-made = { $day } 为 { $handle } 制作。
export-yours = 这些文件属于您。里面是您在这里说过的话和邻居对您说过的话，没有关于任何人的其他内容。里面也有只有您能看的地址和消息：请放在别人看不到的地方。
export-json = 以 .json 结尾的文件是普通文本。任何能显示文本的程序都能打开，其他程序也能读取。
export-file-profile = 您对自己的介绍，也包括别人看不到的内容。
export-file-listings = 您求助和提供的东西，以及您写下的确切地点（如果有）。结束的内容在 30 天后删除。
export-file-translations = 您把邻居发布的需要和提供翻译成其他语言的话。
export-file-responses-given = 您对别人的求助或提供所作的回应。
export-file-responses-received = 别人对您的求助或提供所作的回应，与您在这台服务器上能读到的一样。
export-file-handoffs = 您约好交给别人或去取的东西。地址在结束 48 小时后删除，其余内容在 90 天后删除。
export-file-statuses = 您发布的和转发的内容，包括只有少数人能看到的。
export-file-media = 您的图片，以及用文字说明的内容。文件本身在 media 文件夹中。
export-file-favourites = 您喜欢的帖子。
export-file-bookmarks = 您收藏起来以便再读的帖子。
export-file-votes = 您在投票中选了什么。其他人看不到。
export-file-scheduled = 您预定以后发布的帖子。在那之前其他人看不到。
export-file-beginnings = 您开始写了、留着以后再写的内容。其他人看不到。
export-file-notes = 您对一些账号所作的备注、您关注的标签，以及您在应用中读到了哪里。别人都看不到。
export-file-notices = 您在哪里收邮件、告诉您什么、用什么方式、什么时候不要。
export-file-blocks = 您不想来往的人。他们不会知道这个文件。
export-file-follows = 您关注的人和关注您的人。
export-file-roles = 您现在或以前在网络中承担的任务，以及到什么时候为止。
export-file-sign-ins = 您允许的应用、您登录着的浏览器和您的通行密钥。其中写明从什么时候开始，每个应用可以做什么，每个浏览器是哪一种。它们登录用的密钥没有保存在任何地方。
export-file-actor = 其他服务器如何认识您，采用 ActivityStreams 格式。
export-file-outbox = 您以自己的名字对所有人说的话，与发给其他服务器的一样，采用 ActivityStreams 格式。您隐藏名字发布的内容不在其中，所以您可以把这个文件交给别人。
export-left-out = 这里没有：密钥和秘密，以及您的网络保存的与任何人无关的内容。这里没有任何您给出或得到多少的合计，因为没有人做这样的统计。
