"""Everyday English words that no other table has, for telling the language of a short text."""

from northing.core.coaching.words import listed

COMMON = listed("""
able abroad across actual adult advice again age ago agile agree ahead air almost alone along already always amazing
american annual another answer anyone area art ask asset attention aware away back bad bank base basic basis bath
beautiful beauty behind best better beyond big bike bill bird black blood blue board boat body bold bonus book
bottom box boy brain brave bread break bridge bright brother building bus busy buy cake car card care career cat
cell center centre central century chair chance change charge cheap child choice church circle clean clear climate
close cloud club coach coffee cold color colour coming common complex compliance computer concrete consumer control
cook cool copy core corner correct court creative credit crisis critical crowd cup current daily danger dark data
daughter dead deal dear death debt decision deep degree delivery demand dental department depth desk detail
different difficult digital dinner direct dirty distance doctor dog door double dream dress drink drive drug dry due
duty early earth east easy economy edge education effect effort either electric employer empty end enemy energy
english enough enterprise entire entry equal even evening ever everyday evidence exact excellent existing extra eye
face fact factory fair faith fall family famous far farm fashion fast fat father favorite fear field final finance
financial fine fire firm fish fit fitness five flat flight floor flower food foot force foreign forest former
forward foundation four free freedom fresh friend front fruit fuel full fun future game garden gas gap general gift
girl glass global goal god gold golden grand green ground group guest guy hair half hall hand happy hard head health
healthy heart heat heavy height help high hiring history hole holiday home honest hope horse hospital hot hotel
house huge human hundred idea image individual industry inner inside instead international internet island job key
kid kind king kitchen knowledge lab lack lake land language large last late law lawyer leader league leg legacy
legal lesson letter life light line lip little living local long loss lot love low luck lunch machine main major
manual map mark mass master math maybe meal meaning media medical medicine memory mental message middle mind minor
mirror miss mission mixed mobile modern moment mood moon morning mother mountain mouth movie much music must name
nation national natural nature near neck need network never next nice night nine nobody noise normal north nose
nothing now number ocean offer office often oil old once online operational organic outside own owner page paid pain
paper parent park part past path pay peace perfect period phone photo piece place plane planet plant plastic play
player poor popular position possible pound power present press pretty prime private prize pro problem proper public
pure purpose question quick quiet quite radio rain range rare raw ready real reason recent red regular related
remote rent rest result rich right ring risk river road rock role roof room root rough round royal rule rural safe
sample sand scale scene school science sea season seat second secret sector secure self senior sense serious service
set seven shape sharp shoe shop short shot side sign silent silver similar simple single sister six size skin sky
sleep slow small smart smile smooth snow social soft solid some son song soon sort soul sound south space speech
speed sport spot spring square stage star state station stock stone stop storm story street stress strong student
style such sugar summer sun sure surface sweet table talent tall target task taste tax teacher tech technical ten
term text thing third thousand three thick tight tiny tired together tomorrow tool top total touch tough tour toward
town track trade traditional traffic train training travel tree trip trouble true trust truth twice type ugly under
union unit upper urban useful usual vacation valley value various vast version video view village virtual voice vote
wage wall war warm water weak weather web wedding week weight well west wet white whole wide wife wild wind window
wine winter wise woman women wood word worker world worth wrong yard year yellow yes yet young zero zone
""")
