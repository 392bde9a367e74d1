# Machine-translated, not yet read by a person.

category-food = 食物
category-cooked-meal = 熟食
category-groceries = 食品杂货
category-produce = 水果和蔬菜
category-bread = 面包
category-baby-food = 婴儿食品
category-infant-formula = 婴儿配方奶粉
category-pet-food = 宠物食品
category-water = 饮用水
category-ride = 搭车
category-childcare = 照看孩子
category-company = 陪伴
category-translation = 翻译
category-space = 场地
category-tools = 工具
category-skills = 手艺和技能
category-time = 一点时间
category-spreading-the-word = 帮忙传消息
category-household = 家居用品
category-clothing = 衣物
category-hygiene = 肥皂和卫生用品
category-other = 其他
