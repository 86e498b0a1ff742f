/* The lists behind check_words.h. To teach the checks a word, add it to its line: small letters,
   no accents. A name of a place needs a line of its own, with all its forms in all languages. */
#include "translate/check_words.h"

enum {
    EU = 1 << CHECK_EU,
    ES = 1 << CHECK_ES,
    EN = 1 << CHECK_EN,
    FR = 1 << CHECK_FR,
    CA = 1 << CHECK_CA,
    GL = 1 << CHECK_GL,
    PT = 1 << CHECK_PT,
    ALL = 0x7F,
};

#define PLACE(number, words)                                                                       \
    { ALL, ROLE_PLACE, (number), (words) }

/* clang-format off */
const struct check_word_list check_words_data[] = {
    {EU, ROLE_FUNCTION, 0, "eta da ez du dira zen dute bat baina bere ere dio izan zuen zuten ziren"
     " dela dituzte ditu beste baino egin hau hori hura horrek honek dago daude zegoen oso gabe"
     " arte baita edo bezala nahi behar ari den diren duen zituen dituen bi guztiak guztien bakarrik"
     " orain gaur atzo bihar hemen han non noiz nola zer nor zein arabera buruz ondoren aurretik"
     " lehen azken urte urtean batean batek batzuk hainbat gehiago dut dugu zait nuen izango egingo"
     " daiteke dezake zuela zela direla dutela eman"},
    {ES, ROLE_FUNCTION, 0, "a el la los las de del y en que un una unos unas por con para no se su sus"
     " al lo es son fue ha han como pero mas este esta ese esa esto sobre entre cuando muy ya desde"
     " hasta donde sin tambien porque segun hay habia era ser estar estan ella ellos ellas nos le les"
     " me te si e o u ni ante tras durante contra dos tres todo todos toda todas otro otra yo usted"
     " anos ano dia hoy ayer aqui asi mientras aunque sido hace ahora siempre nunca mismo quien cada"},
    {EN, ROLE_FUNCTION, 0, "the of and to in a is that it was for on are with as his they at be this"
     " have from or had by not but what all were when we there can an your which their if do will"
     " each how them then she he her would him has more into who its been than no did after before"
     " between about over so our because also only i you my me us very out up while where any some"
     " could should other these those such year years said new last first two three"},
    {FR, ROLE_FUNCTION, 0, "le la les de des du et en que un une dans par pour sur avec ne pas plus"
     " se ce cette ces son sa ses au aux est sont a ete mais ou qui dont leur leurs comme il elle"
     " ils elles nous vous on y etre avoir fait sans sous entre apres avant depuis tres aussi tout"
     " tous toute toutes meme deux trois ans an hier aujourd selon lors ont d l c qu n s j etait"
     " avait sera je si ni donc car chez encore toujours jamais autre autres annee annees"},
    {CA, ROLE_FUNCTION, 0, "a el la els les de del dels i en que un una uns unes per amb no es son fou"
     " ha han com pero mes aquest aquesta aquests aquell sobre entre quan molt ja des fins on sense"
     " tambe perque segons hi al als seu seva seus seves ser era ells elles ella ens li ho o ni si te"
     " durant contra dos tres tot tots tota totes altre altra d l s n m va van vaig anys any dia"
     " avui ahir aqui mentre encara sempre mai mateix qui cada aixo"},
    {GL, ROLE_FUNCTION, 0, "o a os as de do da dos das e en no na nos nas que un unha uns unhas por"
     " con para non se seu sua seus suas ao aos e son foi ten como pero mais este esta ese esa sobre"
     " entre cando moi xa desde ata onde sen tamen porque segundo hai habia era ser estar eles elas"
     " ela lle lles me te ou nin ante tras durante contra dous duas tres todo todos toda todas outro"
     " outra polo pola polos polas anos ano dia hoxe onte aqui asi mentres ainda sempre nunca mesmo"
     " quen cada iso isto foron"},
    {PT, ROLE_FUNCTION, 0, "o a os as de do da dos das e em no na nos nas que um uma uns umas por com"
     " para nao se seu sua seus suas ao aos foi tem como mas mais este esta esse essa isto isso sobre"
     " entre quando muito ja desde ate onde sem tambem porque segundo ha havia era ser estar eles elas"
     " ele ela lhe lhes me te ou nem antes apos durante contra dois duas tres todo todos toda todas"
     " outro outra pelo pela pelos pelas anos ano dia hoje ontem aqui assim enquanto ainda sempre"
     " nunca mesmo quem cada foram num numa sao esta estao depois"},

    {EU, ROLE_NEGATION, 2, "ez ezin ezta ezetz eztie"},
    {EU, ROLE_NEGATION, 1, "gabe* ezik ezinezko* ukatu* uko debekat* debeku* eragotz* inor* inoiz ezer*"
     " ezean salbu falta* zaila* ezezko* ezeza* saihest* baizik gutxi* izan* eten* bakarrik soilik"
     " besterik aurka* desadost* kontra*"},
    {ES, ROLE_NEGATION, 2, "no"},
    {ES | GL | PT, ROLE_NEGATION, 3, "nunca"},
    {ES, ROLE_NEGATION, 3, "nadie ninguno ningun ninguna jamas tampoco"},
    {ES, ROLE_NEGATION, 1, "sin ni nada apenas solo solamente unicamente salvo excepto imposible*"
     " negar* nego neg* prohib* impid* imped* falta* rechaz* dej* sino evit* dificil* desconoc* incapa*"
     " ausen* in* menos poco* desmin* inexist* contra carec* inacab*"},
    {EN, ROLE_NEGATION, 2, "not never cannot nobody none nothing neither nowhere no"},
    {EN, ROLE_NEGATION, 1, "without nor only hardly barely except impossible* den* refus* prohibit* ban*"
     " fail* lack* prevent* miss* just avoid* unable difficult* reject* but stop* unknown un* unless"
     " absen* rather free against ruled few little in* dis* non"},
    {FR, ROLE_NEGATION, 2, "non"},
    {FR, ROLE_NEGATION, 3, "pas aucun aucune jamais"},
    {FR, ROLE_NEGATION, 1, "sans ni rien personne seulement sauf impossible* ni* refus* interdi* empech*"
     " manqu* rejet* guere evit* difficil* incapa* abse* in* mais peu dement* contre seul*"},
    {CA, ROLE_NEGATION, 2, "no"},
    {CA, ROLE_NEGATION, 3, "mai ningu tampoc"},
    {CA, ROLE_NEGATION, 1, "sense ni res cap gens pas nomes tret excepte impossible* neg* prohib* imped*"
     " falt* rebutj* deix* sino evit* dificil* descone* incapa* in* poc desment* contra"},
    {GL, ROLE_NEGATION, 2, "non"},
    {GL, ROLE_NEGATION, 3, "ninguen ningun ningunha xamais tampouco"},
    {GL, ROLE_NEGATION, 1, "sen nin nada apenas so soamente agas imposible* neg* prohib* imped* falta*"
     " rexeit* deix* senon evit* dificil* descone* incapa* in* pouco contra"},
    {PT, ROLE_NEGATION, 2, "nao"},
    {PT, ROLE_NEGATION, 3, "ninguem nenhum nenhuma jamais tampouco"},
    {PT, ROLE_NEGATION, 1, "sem nem nada apenas so somente exceto impossive* neg* proib* imped* falta*"
     " rejeit* deix* senao evit* dificil* desconhec* incapa* in* pouco recus* contra"},

    {EU, ROLE_NUMBER, 0, "zero"}, {ES | CA | GL | PT | EN, ROLE_NUMBER, 0, "zero cero"},
    {EU, ROLE_NUMBER, 1, "bat bakar* lehen lehenengo* lehenbizi*"},
    {EU, ROLE_NUMBER, 2, "bi bik biek bien bigarren* biga bietan"},
    {EU, ROLE_NUMBER, 3, "hiru hiruk hiruren hirutan hirugarren* hirurak hiruko hirukoitz*"},
    {EU, ROLE_NUMBER, 4, "lau lauk lauren lautan laugarren* laurak lauko"},
    {EU, ROLE_NUMBER, 5, "bost bostek bosten bostetan bosgarren* bostak bosteko bostehun"},
    {EU, ROLE_NUMBER, 6, "sei seik seiren seietan seigarren* seiek seien seiko"},
    {EU, ROLE_NUMBER, 7, "zazpi zazpik zazpietan zazpigarren* zazpiek zazpien zazpiko"},
    {EU, ROLE_NUMBER, 8, "zortzi zortzik zortzietan zortzigarren* zortziek zortzien zortziko"},
    {EU, ROLE_NUMBER, 9, "bederatzi bederatzik bederatzietan bederatzigarren* bederatziek bederatziko"},
    {EU, ROLE_NUMBER, 10, "hamar hamarrek hamarretan hamargarren* hamarreko"},
    {EU, ROLE_NUMBER, 11, "hamaika hamaiketan hamaikagarren* hamaikako"},
    {EU, ROLE_NUMBER, 12, "hamabi hamabik hamabietan hamabigarren* hamabiko"},
    {EU, ROLE_NUMBER, 13, "hamahiru*"}, {EU, ROLE_NUMBER, 14, "hamalau*"},
    {EU, ROLE_NUMBER, 15, "hamabost*"}, {EU, ROLE_NUMBER, 16, "hamasei*"},
    {EU, ROLE_NUMBER, 17, "hamazazpi*"}, {EU, ROLE_NUMBER, 18, "hemezortzi* hamazortzi*"},
    {EU, ROLE_NUMBER, 19, "hemeretzi* hemerezi*"}, {EU, ROLE_NUMBER, 20, "hogei hogeita hogeik hogeiko hogeigarren*"},
    {EU, ROLE_NUMBER, 40, "berrogei*"}, {EU, ROLE_NUMBER, 60, "hirurogei*"},
    {EU, ROLE_NUMBER, 80, "laurogei*"}, {EU, ROLE_NUMBER, 100, "ehun ehunka ehungarren"},
    {EU, ROLE_NUMBER, 200, "berrehun*"}, {EU, ROLE_NUMBER, 300, "hirurehun*"}, {EU, ROLE_NUMBER, 400, "laurehun*"},
    {EU, ROLE_NUMBER, 500, "bostehun*"},
    {ES, ROLE_NUMBER, 1, "un uno una primer primero primera primeros primeras"},
    {ES, ROLE_NUMBER, 2, "dos segundo segunda ambos ambas doble"},
    {ES, ROLE_NUMBER, 3, "tres tercer tercero tercera triple"}, {ES, ROLE_NUMBER, 4, "cuatro"}, {ES, ROLE_NUMBER, 1004, "cuarto cuarta"},
    {ES, ROLE_NUMBER, 5, "cinco quinto quinta"}, {ES, ROLE_NUMBER, 6, "seis sexto sexta"},
    {ES, ROLE_NUMBER, 7, "siete septimo septima"}, {ES, ROLE_NUMBER, 8, "ocho octavo octava"},
    {ES, ROLE_NUMBER, 9, "nueve noveno novena"}, {ES, ROLE_NUMBER, 10, "diez decimo decima decena"},
    {ES, ROLE_NUMBER, 11, "once undecim*"}, {ES, ROLE_NUMBER, 12, "doce docena docenas duodecimo"}, {ES, ROLE_NUMBER, 13, "trece"},
    {ES, ROLE_NUMBER, 14, "catorce"}, {ES, ROLE_NUMBER, 15, "quince quincena"}, {ES, ROLE_NUMBER, 16, "dieciseis"},
    {ES, ROLE_NUMBER, 17, "diecisiete"}, {ES, ROLE_NUMBER, 18, "dieciocho"}, {ES, ROLE_NUMBER, 19, "diecinueve"},
    {ES, ROLE_NUMBER, 20, "veinte vigesimo veintena"}, {ES, ROLE_NUMBER, 21, "veintiun veintiuno veintiuna"},
    {ES, ROLE_NUMBER, 22, "veintidos"}, {ES, ROLE_NUMBER, 23, "veintitres"}, {ES, ROLE_NUMBER, 24, "veinticuatro"},
    {ES, ROLE_NUMBER, 25, "veinticinco"}, {ES, ROLE_NUMBER, 26, "veintiseis"}, {ES, ROLE_NUMBER, 27, "veintisiete"},
    {ES, ROLE_NUMBER, 28, "veintiocho"}, {ES, ROLE_NUMBER, 29, "veintinueve"}, {ES, ROLE_NUMBER, 30, "treinta treintena"},
    {ES, ROLE_NUMBER, 40, "cuarenta"}, {ES, ROLE_NUMBER, 50, "cincuenta"}, {ES, ROLE_NUMBER, 60, "sesenta"},
    {ES, ROLE_NUMBER, 70, "setenta"}, {ES, ROLE_NUMBER, 80, "ochenta"}, {ES, ROLE_NUMBER, 90, "noventa"},
    {ES, ROLE_NUMBER, 100, "cien ciento centenar"}, {ES, ROLE_NUMBER, 200, "doscientos doscientas"},
    {ES, ROLE_NUMBER, 300, "trescientos trescientas"}, {ES, ROLE_NUMBER, 400, "cuatrocientos cuatrocientas"},
    {ES, ROLE_NUMBER, 500, "quinientos quinientas"},
    {EN, ROLE_NUMBER, 1, "one first once single"}, {EN, ROLE_NUMBER, 2, "two second both twice double"},
    {EN, ROLE_NUMBER, 3, "three third triple"}, {EN, ROLE_NUMBER, 4, "four fourth"}, {EN, ROLE_NUMBER, 5, "five fifth"},
    {EN, ROLE_NUMBER, 6, "six sixth"}, {EN, ROLE_NUMBER, 7, "seven seventh"}, {EN, ROLE_NUMBER, 8, "eight eighth"},
    {EN, ROLE_NUMBER, 9, "nine ninth"}, {EN, ROLE_NUMBER, 10, "ten tenth"}, {EN, ROLE_NUMBER, 11, "eleven eleventh"},
    {EN, ROLE_NUMBER, 12, "twelve twelfth dozen dozens"}, {EN, ROLE_NUMBER, 13, "thirteen*"}, {EN, ROLE_NUMBER, 14, "fourteen*"},
    {EN, ROLE_NUMBER, 15, "fifteen*"}, {EN, ROLE_NUMBER, 16, "sixteen*"}, {EN, ROLE_NUMBER, 17, "seventeen*"},
    {EN, ROLE_NUMBER, 18, "eighteen*"}, {EN, ROLE_NUMBER, 19, "nineteen*"}, {EN, ROLE_NUMBER, 20, "twenty twentieth"},
    {EN, ROLE_NUMBER, 30, "thirty thirtieth"}, {EN, ROLE_NUMBER, 40, "forty fortieth"}, {EN, ROLE_NUMBER, 50, "fifty fiftieth"},
    {EN, ROLE_NUMBER, 60, "sixty"}, {EN, ROLE_NUMBER, 70, "seventy"}, {EN, ROLE_NUMBER, 80, "eighty"},
    {EN, ROLE_NUMBER, 90, "ninety"}, {EN, ROLE_NUMBER, 100, "hundred hundredth"},
    {FR, ROLE_NUMBER, 1, "un une premier premiere premiers premieres"}, {FR, ROLE_NUMBER, 2, "deux deuxieme second seconde double"},
    {FR, ROLE_NUMBER, 3, "trois troisieme triple"}, {FR, ROLE_NUMBER, 4, "quatre quatrieme"}, {FR, ROLE_NUMBER, 5, "cinq cinquieme"},
    {FR, ROLE_NUMBER, 6, "six sixieme"}, {FR, ROLE_NUMBER, 7, "sept septieme"}, {FR, ROLE_NUMBER, 8, "huit huitieme"},
    {FR, ROLE_NUMBER, 1009, "neuf"}, {FR, ROLE_NUMBER, 9, "neuvieme"}, {FR, ROLE_NUMBER, 10, "dix dixieme dizaine"}, {FR, ROLE_NUMBER, 11, "onze onzieme"},
    {FR, ROLE_NUMBER, 12, "douze douzieme douzaine"}, {FR, ROLE_NUMBER, 13, "treize"}, {FR, ROLE_NUMBER, 14, "quatorze"},
    {FR, ROLE_NUMBER, 15, "quinze quinzaine"}, {FR, ROLE_NUMBER, 16, "seize"}, {FR, ROLE_NUMBER, 20, "vingt vingts vingtieme vingtaine"},
    {FR, ROLE_NUMBER, 30, "trente trentaine"}, {FR, ROLE_NUMBER, 40, "quarante"}, {FR, ROLE_NUMBER, 50, "cinquante"},
    {FR, ROLE_NUMBER, 60, "soixante"}, {FR, ROLE_NUMBER, 70, "septante"}, {FR, ROLE_NUMBER, 90, "nonante"},
    {FR, ROLE_NUMBER, 100, "cent cents centaine"},
    {CA, ROLE_NUMBER, 1, "un una primer primera"}, {CA, ROLE_NUMBER, 2, "dos dues segon segona ambdos doble"},
    {CA, ROLE_NUMBER, 3, "tres tercer tercera triple"}, {CA, ROLE_NUMBER, 4, "quatre quart quarta"}, {CA, ROLE_NUMBER, 5, "cinc cinque cinquena"},
    {CA, ROLE_NUMBER, 6, "sis sise sisena"}, {CA, ROLE_NUMBER, 7, "set sete setena"}, {CA, ROLE_NUMBER, 8, "vuit vuite vuitena"},
    {CA, ROLE_NUMBER, 1009, "nou"}, {CA, ROLE_NUMBER, 9, "nove novena"}, {CA, ROLE_NUMBER, 10, "deu dese desena"}, {CA, ROLE_NUMBER, 11, "onze"},
    {CA, ROLE_NUMBER, 12, "dotze dotzena"}, {CA, ROLE_NUMBER, 13, "tretze"}, {CA, ROLE_NUMBER, 14, "catorze"}, {CA, ROLE_NUMBER, 15, "quinze"},
    {CA, ROLE_NUMBER, 16, "setze"}, {CA, ROLE_NUMBER, 17, "disset"}, {CA, ROLE_NUMBER, 18, "divuit"}, {CA, ROLE_NUMBER, 19, "dinou"},
    {CA, ROLE_NUMBER, 20, "vint"}, {CA, ROLE_NUMBER, 30, "trenta"}, {CA, ROLE_NUMBER, 40, "quaranta"}, {CA, ROLE_NUMBER, 50, "cinquanta"},
    {CA, ROLE_NUMBER, 60, "seixanta"}, {CA, ROLE_NUMBER, 70, "setanta"}, {CA, ROLE_NUMBER, 80, "vuitanta"}, {CA, ROLE_NUMBER, 90, "noranta"},
    {CA, ROLE_NUMBER, 100, "cent cents centes"},
    {GL | PT, ROLE_NUMBER, 1, "un unha um uma primeiro primeira primeiros primeiras"}, {GL | PT, ROLE_NUMBER, 2, "dous duas dois segundo segunda ambos ambas dobre dobro"},
    {GL | PT, ROLE_NUMBER, 3, "tres terceiro terceira triplo"}, {GL | PT, ROLE_NUMBER, 4, "catro quatro cuarto cuarta quarto quarta"},
    {GL | PT, ROLE_NUMBER, 5, "cinco quinto quinta"}, {GL | PT, ROLE_NUMBER, 6, "seis sexto sexta"}, {GL | PT, ROLE_NUMBER, 7, "sete setimo setima"},
    {GL | PT, ROLE_NUMBER, 8, "oito oitavo oitava"}, {GL | PT, ROLE_NUMBER, 9, "nove noveno nono nona"}, {GL | PT, ROLE_NUMBER, 10, "dez decimo decima"},
    {GL | PT, ROLE_NUMBER, 11, "once onze"}, {GL | PT, ROLE_NUMBER, 12, "doce doze ducia duzia"}, {GL | PT, ROLE_NUMBER, 13, "trece treze"},
    {GL | PT, ROLE_NUMBER, 14, "catorce catorze quatorze"}, {GL | PT, ROLE_NUMBER, 15, "quince quinze"}, {GL | PT, ROLE_NUMBER, 16, "dezaseis dezasseis dezesseis"},
    {GL | PT, ROLE_NUMBER, 17, "dezasete dezassete dezessete"}, {GL | PT, ROLE_NUMBER, 18, "dezaoito dezoito"}, {GL | PT, ROLE_NUMBER, 19, "dezanove dezenove"},
    {GL | PT, ROLE_NUMBER, 20, "vinte"}, {GL | PT, ROLE_NUMBER, 30, "trinta"}, {GL | PT, ROLE_NUMBER, 40, "corenta quarenta"},
    {GL | PT, ROLE_NUMBER, 50, "cincuenta cinquenta"}, {GL | PT, ROLE_NUMBER, 60, "sesenta sessenta"}, {GL | PT, ROLE_NUMBER, 70, "setenta"},
    {GL | PT, ROLE_NUMBER, 80, "oitenta"}, {GL | PT, ROLE_NUMBER, 90, "noventa"}, {GL | PT, ROLE_NUMBER, 100, "cen cento cem"},

    {EU, ROLE_SCALE, 3, "mila milaka"}, {EU, ROLE_SCALE, 6, "milioi*"}, {EU, ROLE_SCALE, 12, "bilioi*"},
    {ES | CA | GL | PT, ROLE_SCALE, 3, "mil miles milers"}, {FR, ROLE_SCALE, 3, "mille milliers"},
    {EN, ROLE_SCALE, 3, "thousand thousands"},
    {ES | CA | GL | PT | FR | EN, ROLE_SCALE, 6, "millon millones million millions milio milions millons milhao milhoes"},
    {EN, ROLE_SCALE, 9, "billion billions bn"}, {FR, ROLE_SCALE, 9, "milliard milliards"}, {ES | CA | GL, ROLE_SCALE, 12, "billon billones bilio bilions billons"},
    {PT, ROLE_SCALE, 9, "bilhao bilhoes"}, {EN, ROLE_SCALE, 12, "trillion trillions"},

    {EU, ROLE_MONTH, 1, "urtarril*"}, {EU, ROLE_MONTH, 2, "otsail*"}, {EU, ROLE_MONTH, 3, "martxo*"},
    {EU, ROLE_MONTH, 4, "apiril*"}, {EU, ROLE_MONTH, 5, "maiatz*"}, {EU, ROLE_MONTH, 6, "ekain*"},
    {EU, ROLE_MONTH, 7, "uztail*"}, {EU, ROLE_MONTH, 8, "abuztu*"}, {EU, ROLE_MONTH, 9, "irail*"},
    {EU, ROLE_MONTH, 10, "urria urriak urrian urriko urriaren urritik urrira"}, {EU, ROLE_MONTH, 11, "azaro*"}, {EU, ROLE_MONTH, 12, "abendu*"},
    {ES | EN | FR | CA | GL | PT, ROLE_MONTH, 1, "enero january janvier gener xaneiro janeiro"},
    {ES | EN | FR | CA | GL | PT, ROLE_MONTH, 2, "febrero february fevrier febrer febreiro fevereiro"},
    {ES | CA, ROLE_MONTH, 3, "marzo marc"}, {EN, ROLE_MONTH, 3, "march"}, {GL | PT, ROLE_MONTH, 3, "marzo marco"}, {FR, ROLE_MONTH, 3, "mars"},
    {ES | EN | FR | CA | GL | PT, ROLE_MONTH, 4, "abril april avril"},
    {ES, ROLE_MONTH, 5, "mayo"}, {EN, ROLE_MONTH, 5, "may"}, {FR, ROLE_MONTH, 5, "mai"}, {CA, ROLE_MONTH, 5, "maig"}, {GL | PT, ROLE_MONTH, 5, "maio"},
    {ES | EN | FR | CA | GL | PT, ROLE_MONTH, 6, "junio june juin juny xuno junho"},
    {ES | EN | FR | CA | GL | PT, ROLE_MONTH, 7, "julio july juillet juliol xullo julho"},
    {ES | EN | FR | CA | GL | PT, ROLE_MONTH, 8, "agosto august aout agost"},
    {ES | EN | FR | CA | GL | PT, ROLE_MONTH, 9, "septiembre setiembre september septembre setembre setembro"},
    {ES | EN | FR | CA | GL | PT, ROLE_MONTH, 10, "octubre october octobre outubro"},
    {ES | EN | FR | CA | GL | PT, ROLE_MONTH, 11, "noviembre november novembre novembro"},
    {ES | EN | FR | CA | GL | PT, ROLE_MONTH, 12, "diciembre december decembre desembre decembro dezembro"},
    {EU, ROLE_DAY, 1, "astelehen*"}, {EU, ROLE_DAY, 2, "astearte*"}, {EU, ROLE_DAY, 3, "asteazken*"}, {EU, ROLE_DAY, 4, "ostegun*"},
    {EU, ROLE_DAY, 5, "ostiral*"}, {EU, ROLE_DAY, 6, "larunbat*"}, {EU, ROLE_DAY, 7, "igande*"},
    {ES | EN | FR | CA | GL, ROLE_DAY, 1, "lunes monday lundi dilluns luns"}, {ES | EN | FR | CA | GL, ROLE_DAY, 2, "martes tuesday mardi dimarts"},
    {ES | EN | FR | CA | GL, ROLE_DAY, 3, "miercoles wednesday mercredi dimecres mercores"}, {ES | EN | FR | CA | GL, ROLE_DAY, 4, "jueves thursday jeudi dijous xoves"},
    {ES | EN | FR | CA | GL, ROLE_DAY, 5, "viernes friday vendredi divendres venres"},
    {ES | EN | FR | CA | GL | PT, ROLE_DAY, 6, "sabado sabados saturday samedi dissabte"}, {ES | EN | FR | CA | GL | PT, ROLE_DAY, 7, "domingo domingos sunday dimanche diumenge"},
    {PT, ROLE_DAY, 1, "segunda"}, {PT, ROLE_DAY, 2, "terca"}, {PT, ROLE_DAY, 3, "quarta"}, {PT, ROLE_DAY, 4, "quinta"}, {PT, ROLE_DAY, 5, "sexta"},

    {ALL, ROLE_UNIT, 1, "ehuneko* percent cent ciento cento portzentai*"},
    {ALL, ROLE_UNIT, 2, "euro euros euroren euroan euroak eurotik eurotan euroko eurora eurok eur eurorekin"},
    {ALL, ROLE_UNIT, 3, "dolar* dollar* us$ usd"}, {ALL, ROLE_UNIT, 4, "esterlin* pound pounds libra libras liure* gbp"},
    {ALL, ROLE_UNIT, 5, "gradu* grado grados degree* degre degres grau graus grao graos"},
    {ALL, ROLE_UNIT, 6, "km kilometro* kilometre* kilometer* quilometr*"},
    {ALL, ROLE_UNIT, 7, "metro metroko metrora metrotan metros metre metres meter meters metroren metrotik m"},
    {ALL, ROLE_UNIT, 8, "kg kilo kilos kiloko kilogram* quilo quilos quilogram* kilogr*"},
    {ALL, ROLE_UNIT, 9, "tona tonako tonne* tonelada* tonelad* tona* tones tonellad*"},
    {ALL, ROLE_UNIT, 10, "litro* litre* liter*"}, {ALL, ROLE_UNIT, 11, "hektarea* hectare* hectarea* hectaree*"},
    {ALL, ROLE_UNIT, 12, "mila* mile miles milla millas milha milhas"},
    {ALL, ROLE_UNIT, 13, "minutu* minuto* minute* minut*"},
    {ALL, ROLE_UNIT, 14, "ordu ordura orduko orduz ordutan hora horas hour hours heure heures hores"},
    {ALL, ROLE_UNIT, 15, "megawatt* mw megavatio* megavati* megabat*"},
    {ALL, ROLE_UNIT, 16, "zentimetro* centimetr* cm"},

    {ALL, ROLE_COMMON, 0, "gobern* gobier* radio* erakunde* organiza* govern* gouvern* jaurlaritza* ministe* ministro* ministr* minist* parlament* parlement* legebiltzar*"
     " kongresu* congreso* congress* congres* senatu* senad* senat* udal* ayuntamient* ajuntament* concello* concell* mairie* camara council* city town*"
     " president* lehendakari* presiden* lehen prime ministr* primer premier unibertsitate* universi* auzitegi* gorena* epaitegi* tribunal* suprem* court*"
     " supreme cour* batasun* union unio uniao europ* europe* nazio* batu* nacion* nation national nations naciones unidas unides united batzorde* comision* comissi* commission*"
     " comissa* kontseilu* consej* consell* conseil* conselh* ospital* hospital* museo* museu* musee* museum* alderdi* partid* partit* parti partia party frente front"
     " fronte liga ligue lliga league kopa kopan kopako copa* coupe* cup txapelketa* campeonat* championn* champion* campionat* mundu mundua munduko mundial* world monde* mon mund gerra gerran gerrako guerr*"
     " war banku* banco* banc banca banco banque* bank zentral* central* etxe etxea etxeak etxeko casa casas maison* house zuri zuria zuriak zuriko zuritik blanc blanche blanca branco branca white iparra iparraldea iparraldeko iparreko ipar* norte nord north hego hegoa hegoaldea hegoaldeko sur sud south sul"
     " ekialde* este est east leste mendebalde* oeste oest ouest west plaza plazan plazako place* plaza plazan plazako praza* praca* placa* square kale kalea kalean calle* carrer* rue street* rua santa saint sainte"
     " san sant st sao santo berri berria nuevo nueva new nou nova nouve* novo estatu estatua estatuak estatuko estatuen estad* etats etat* state* estat estats errege erregea rey rei roi king erresuma* reino* regne royaume*"
     " kingdom printze* herri herria herriko pais* country people* poble pobo povo* euskal*  basque*   foru* diputa* deputac* defentsa* defensa* defence* defense* defes*"
     " osasun osasunaren osasuneko salud* salut* saude* sante* health* hezkuntza* educac* educa* education* kultur* cultur* culture* ekonomi* econom* barne interior* interieur* kanpo* exterior*"
     " asunto* affair* foreign atzerri* segurtasun* securit* segurid* seguret* segurid* seguran* polizi* polici* police* guardia* garde* zinema cine* film jaialdi* festival*"
     " sari saria premi* prix* prize award* gazte gazteak gazteen mendi mendia mendiko mont monte montes mount ibai ibaia ibaiaren rio river* riu* ria itsasoa itsasoko mar mer sea lurralde* zubi zubia puent* pont ponte bridge* ponte* portu portua portuko puerto*"
     " port porto ports eliza elizaren elizako elizak iglesia* eglise* church* igrex* igrej* esgles* katedral* catedral* cathedral* parke parkea parkeko parque* parc park geltoki geltokia estacio* gare* station* eskola* escola* escuel*"
     " ecole* school* institutu* institut* institute* elkarte* asociac* associa* sindikat* sindicat* union* trade aldizkari* liburu* book* llibr* libro* livre liburutegi* bibliote*"
     " librar* akademia* academ* akademi* errepublika republi* federazio* federac* federa* konfederazio* don dona jn and sr sra mr mrs ms dr dra prof jaun jauna andre* aita papa"
     " pope pape agentzia* agenci* agenc* agency* adierazpen* carta charte* charter* lege legea ley loi law llei lei konstituz* constituc* constit* internet web tv kultura"
     " merkataritz* commerc* comerc* comerci* trade industri* turism* tourism* justizi* justic* just* nekazaritz* agricult* ogasun* hacienda* hisend* facend* finances finance finanz*"
     " high alto alta general* nagusi* estatuko nazionala* herritar* ertzaintza* antzoki* teatr* theat* estadio* stade* stadi* estadi* udaltzain* enpres* company* corte corts cortes"
     " ikerketa* investig* zientzia* cienc* science* zentro* centro* center* centre* aurora* haran harana vall valle valley* uharte uhartea uharteak isla islas illa ilha ile island* hiri hiria hiriko ciudad* ciuta* cidad* cidade* ville"},

    {EU, ROLE_PROFANE, 0, "putakume* kabroi* puta* putaseme* hijoputa*"}, {ES, ROLE_PROFANE, 0, "puta putas joder gilipollas cabron cabrones cabrona hijoputa mierda follar"},
    {EN, ROLE_PROFANE, 0, "fuck* motherfuck* shit shitty bullshit asshole* bitch bitches cunt whore*"},
    {FR, ROLE_PROFANE, 0, "putain pute putes merde connard* connasse* encule* salope* salaud*"},
    {CA, ROLE_PROFANE, 0, "puta putes merda collons cabro cabrons fotre fillputa"}, {GL, ROLE_PROFANE, 0, "puta putas merda carallo cabron foder"},
    {PT, ROLE_PROFANE, 0, "puta putas merda caralho foda fodase foder cabrao"},

    PLACE(1, "donosti* sebastia*"), PLACE(2, "irunea iruneko irunean irunera irunetik iruneak iruneari irunearen pamplona* pampelune"), PLACE(3, "gasteiz* vitoria"), PLACE(4, "bilbo* bilba*"),
    PLACE(5, "frantzi* franci* france franca francais* frances* french fransa* frantses*"), PLACE(6, "espaini* espan* espanh* spain spanish espagn* espany* hispan*"),
    PLACE(7, "aeb* eeuu uu eua us usa unis units unidos batuak batuetako batuetan batuek batuen batuetara batuetatik american* american* amerikar* estadounidens* americain* estatubatuar* nord-american* nordamerican* americans* etatsun* eua*"),
    PLACE(8, "errusi* rusi* russi* russe* ruso* rusa* russes rusos rus russos rusas russa russo"), PLACE(9, "ukrain* ucrain* ucran*"), PLACE(10, "alemani* aleman* german* allema* alemany*"),
    PLACE(11, "itali*"), PLACE(12, "portugal* portugues* portugais* portuguese*"), PLACE(13, "ingalaterr* inglaterr* england english angle* anglaterr* ingles*"),
    PLACE(14, "britaini* britan* britis* bretan* grande-bretagne bretagne britanni* uk kingdom unido uni unit"), PLACE(15, "londres* london*"), PLACE(16, "paris* parisen*"),
    PLACE(17, "madril* madrid*"), PLACE(18, "bartzelona* barcelona* barcelone"), PLACE(19, "brusela* brusel* bruxel* brussel*"), PLACE(20, "mosku* moscu* moscow* moscou* moscova* moscovo*"),
    PLACE(21, "kiev* kiiv* kyiv* kief*"), PLACE(22, "txina* china* chine chinois* chino china* chines* xina* xines*"), PLACE(23, "japoni* japon* japan* japo* xapon*"), PLACE(24, "israel*"),
    PLACE(25, "palestin*"), PLACE(26, "gaza*"), PLACE(27, "euskadi* vascongad* cav eae pais euskal* vasc* basc* basqu* bask*"), PLACE(28, "nafarro* navarr*"),
    PLACE(29, "gipuzko* guipuzco*"), PLACE(30, "bizkai* vizcay* biscay* biscaia*"), PLACE(31, "araba* alav*"), PLACE(32, "baiona* bayon*"), PLACE(33, "miarritze* biarritz*"),
    PLACE(34, "lapurdi* labourd*"), PLACE(35, "zubero* soule sola xuberoa*"), PLACE(36, "katalun* katalan* catalu* catalo* catala*"), PLACE(37, "galizi* galici* galice* galiz* galleg* galeg* galego*"),
    PLACE(38, "nbe* onu* un nazio naciones nations nacions nacions nacoes"), PLACE(39, "otan* nato*"), PLACE(40, "eb ebk eben ebko ebren ebrekin ue eu europ*"), PLACE(41, "bez iva vat tva ive"),
    PLACE(42, "bpg* pib* gdp*"), PLACE(43, "hies* sida* aids"), PLACE(44, "europ*"), PLACE(45, "afrika* africa* afrique africain* african*"), PLACE(46, "asia* asie asian* asiati*"),
    PLACE(47, "amerika* america* amerique americain*"), PLACE(48, "maroko* marruecos marruec* morocc* maroc* marroc* marrocos"), PLACE(49, "aljeri* argeli* algeri* alxeri*"), PLACE(50, "sahara* saharaui*"),
    PLACE(51, "greziar* grezi* greci* greece greek* grec* grego* grieg*"), PLACE(52, "turki* turqu* turk* turc* turcs"), PLACE(53, "siri* syri*"), PLACE(54, "irak* iraq*"), PLACE(55, "iran*"),
    PLACE(56, "afganistan* afghan* afgan* afegan*"), PLACE(57, "pakistan* paquistan* pakistan*"), PLACE(58, "indi* inde india* indien*"), PLACE(59, "brasil* brazil* bresil*"), PLACE(60, "argentin* argentin*"),
    PLACE(61, "mexiko* mexic* mejic* mexiq* mexica*"), PLACE(62, "kolonbi* colombi* kolombi*"), PLACE(63, "txile* chile* xile*"), PLACE(64, "peru peruko perun peruvian* peruan* perou"), PLACE(65, "kuba* cuba*"), PLACE(66, "venezuel*"),
    PLACE(67, "suedi* sueci* sweden swed* suede* suedois* suec*"), PLACE(68, "norvegi* norueg* norway* norveg* norueg*"), PLACE(69, "finlandi* finland* finlan*"), PLACE(70, "danimark* dinamar* denmark* danemark* danish danes* danois*"),
    PLACE(71, "poloni* poland* polog* polac* polis* polon* polaco*"), PLACE(72, "hungari* hongri* hungar* hongar* hongr*"), PLACE(73, "errumani* ruman* romani* roumani* romenia*"), PLACE(74, "suitz* suiz* swiss switzerland* suiss* suic*"),
    PLACE(75, "austri* autrich*"), PLACE(76, "belgi* belgi* belgiq* belgica belga*"), PLACE(77, "herbehere* holand* netherland* paises pays-bas neerland* hollan* dutch neerlan* bas baixos"), PLACE(78, "irlanda* ireland* irish irland* irlandes*"),
    PLACE(79, "eskozi* escoci* scotland* scottish ecosse* escoces* escoss*"), PLACE(80, "gales galesko wales welsh galles"), PLACE(81, "erroma* roma* rome roman*"), PLACE(82, "berlin*"), PLACE(83, "lisboa* lisbon* lisbonn*"),
    PLACE(84, "new york nueva nova yorke* yorker*"), PLACE(85, "washington*"), PLACE(86, "tokio* tokyo* toquio"), PLACE(87, "pekin* beijing* pequim pequin*"), PLACE(88, "jerusalem* jerusale*"), PLACE(89, "geneva* genev* ginebra* xenebra genebra"),
    PLACE(90, "viena* vienna* vienne"), PLACE(91, "varsovia* warsaw* varsovie* varsovi*"), PLACE(92, "atenas* athen* aten* athenes"), PLACE(93, "hego* sudafric* afrique sud south"), PLACE(94, "mediterran* mediterrane*"),
    PLACE(95, "atlantiko* atlantic* atlantiq*"), PLACE(96, "kantauri* cantabric* cantabri* biscay cantabrique"), PLACE(97, "pirinio* pirine* pyrene* pirene*"), PLACE(98, "ebro* ebre*"), PLACE(99, "tutera* tudela*"),
    PLACE(100, "lizarra* estella*"), PLACE(101, "hondarribi* fuenterrabi* hondarribia"), PLACE(102, "arrasate* mondragon*"), PLACE(103, "kreml* crem* kremlin*"), PLACE(104, "vatikano* vatican* vaticano*"),
    PLACE(105, "zaragoza* zaragoz* saragoss* saragossa*"), PLACE(106, "sevilla* seville* sevilha*"), PLACE(107, "valentzia* valenci* valenc*"), PLACE(108, "bordele* burdeos bordeaux* bordeus bordeos"), PLACE(109, "tolosa* toulouse*"),
    PLACE(110, "alaska*"), PLACE(111, "pazifiko* pacific* pacifiq*"), PLACE(112, "artiko* artic* arctic* arctiq*"), PLACE(113, "islandi* iceland* island* islan*"), PLACE(114, "korea* corea* coree* coreia*"), PLACE(115, "vietnam*"),
    PLACE(116, "egipto* egypt* egipt* exipt* egit*"), PLACE(117, "tunisi* tunez* tunis* tunicia*"), PLACE(118, "libia* liby* libi*"), PLACE(119, "libano* leban* liban* libano"), PLACE(120, "jordani* xordan* jordan*"),
    PLACE(121, "genova* genoa* genes genova xenova"), PLACE(122, "venezia* venecia* venice* venis* venecia* venezia"), PLACE(123, "napoli* napoles naples napols"), PLACE(124, "milan milango milango milano mila milao"), PLACE(125, "munich* munic* munik*"),
    PLACE(126, "edinburgo* edinburg* edimbourg* edimburg*"), PLACE(127, "kopenhage* copenhag* copenha*"), PLACE(128, "estokolm* estocolm* stockholm*"), PLACE(129, "praga* pragu*"), PLACE(130, "budapest*"),
    PLACE(131, "bukarest* bucarest* bucharest*"), PLACE(132, "belgrado* belgrad*"), PLACE(133, "kroazi* croaci* croat* croati* croaz*"), PLACE(134, "serbi* servi* serb*"), PLACE(135, "bosni*"), PLACE(136, "eslovaki* eslovaq* slovak* slovaq*"),
    PLACE(137, "txeki* chec* czech* tchequ* txec* chequ*"), PLACE(138, "georgi* xeorxi*"), PLACE(139, "armeni*"), PLACE(140, "kanada* canad*"), PLACE(141, "australi*"), PLACE(142, "etiopi* ethiopi*"), PLACE(143, "kenya* kenia* quenia*"),
    PLACE(144, "nigeri* nixeri*"), PLACE(145, "senegal*"), PLACE(146, "ebola*"), PLACE(147, "osasunbide* osakidetza*"), PLACE(148, "mendebalde* cisjordan* west ocident* occident*"),
    PLACE(149, "korsika* corseg* corsica* corse*"), PLACE(150, "sardinia* cerden* sardin* sardaigne sardegn* sardena"), PLACE(151, "sizilia* sicili* sicily* sicile*"), PLACE(152, "vladimir* wladimir* uladzimir* volodimir* volodym*"),
    PLACE(153, "zelensk* zelenski* zelinsk*"), PLACE(154, "sergei* serguei* serge* serguey*"), PLACE(155, "leon* leao lleo"), PLACE(157, "sudan* sudao soudan*"), PLACE(158, "frankfurt* francfort*"), PLACE(159, "hanburgo* hamburg* hambourg*"), PLACE(160, "pirineo* pirine*"), PLACE(156, "frantzisko* francisc* francois* francesc* francis*"),
};
/* clang-format on */

const size_t check_words_data_n = sizeof check_words_data / sizeof *check_words_data;
