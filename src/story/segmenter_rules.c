#include "story/segmenter_rules.h"

#include <stddef.h>

#include "i18n/language.h"

/* clang-format off */
static const char *const NONE[] = {NULL};

static const char *const EU_JOINED[] = {
    "adib", "ad", "jn", "and", "jn. and", "dr", "dra", "prof", "h.d", "hd", "i.e", "ik", "cf",
    "arg", "itz", "koord", "zuz", "red", "gral", "lehend", "al", "vs", "ap", "tel", "bol", "St",
    "Mr", "Mrs", "Ms", "Sr", "Sra", NULL};
static const char *const EU_COUNTED[] = {
    "zk", "art", "kap", "lib", "irud", "or", "orr", "urt", "ots", "mar", "api", "mai", "eka",
    "uzt", "abu", "ira", "urr", "aza", "abe", "lr", "ig", "og", "ar", "az", "g.g", "fax", "min",
    "gutx", "geh", NULL};
static const char *const EU_INNER[] = {
    "K.a", "K.o", "K. a", "K. o", "h.a", "e.a", "a.g", "b.b", "kal", "etorb", "pl", "S.A", "S.L",
    "S. Koop", "Koop", NULL};
static const char *const EU_STARTER[] = {
    "Hala", "Hori", "Hau", "Hura", "Horrek", "Honek", "Hark", "Horiek", "Hauek", "Haiek", "Horren",
    "Honen", "Haren", "Haien", "Horietako", "Horri", "Honi", "Hari", "Horretan", "Honetan",
    "Hartan", "Horregatik", "Horretarako", "Horrela", "Honela", "Horrez", "Horrekin", "Hortik",
    "Handik", "Hemendik", "Hortaz", "Han", "Hor", "Hemen", "Baina", "Eta", "Edo", "Gero",
    "Gainera", "Beraz", "Orduan", "Ordutik", "Ordurako", "Izan", "Ez", "Bai", "Bertan", "Halaber",
    "Bestalde", "Bestela", "Hain", "Orain", "Gaur", "Atzo", "Bihar", "Herenegun", "Aurten", "Iaz",
    "Lehen", "Lehenik", "Lehenengo", "Azkenik", "Azkenean", "Azken", "Bere", "Bien", "Biek", "Bi",
    "Hiru", "Lau", "Urte", "Guztira", "Hainbat", "Zenbait", "Beste", "Denak", "Guztiek", "Guztiak",
    "Nola", "Zer", "Nork", "Nor", "Zergatik", "Non", "Noiz", "Adibidez", "Dena", "Oraindik",
    "Jada", "Ondoren", "Aldiz", "Batez", "Batek", "Batzuk", "Batzuek", "Asko", "Gehienak",
    "Gehienek", "Ia", "Soilik", "Bakarrik", "Bitartean", "Harrezkero", "Geroztik", "Dirudienez",
    "Ezin", "Alegia", "Hots", "Nahiz", "Halako", "Egun", "Urtero", "Egunero", "Inork", "Inor",
    "Ezer", "Ezerk", "Dagoeneko", "Aldi", "Zein", "Zenbat", "Horra", "Hona", "Haatik", "Halere",
    "Baita", "Ezta", "Behin", "Aurretik", "Aurrerantzean", "Arratsaldean", "Goizean", "Gauean",
    "Iturri", "Poliziak", "Alderdi", "Aurrez", "Datorren", "Joan", "Une", "Zorionez",
    "Zoritxarrez", "Nik", "Guk", "Gu", "Ni", "Hasieran", "Bukatzeko", "Amaitzeko", "Hasteko",
    "Izatez", "Egia", "Gerora", NULL};
static const char *const EU_SPEECH[] = {
    "esan", "galdetu", "erantzun", "adierazi", "azaldu", "gaineratu", "oihukatu", "dio", "dioenez",
    "zioen", "idatzi", "galdetzen", "bota", NULL};

static const char *const ES_JOINED[] = {
    "Sr", "Sra", "Srta", "Sres", "Sras", "D", "Dña", "Dª", "Dr", "Dra", "Dres", "Prof", "Profa",
    "Lic", "Ing", "Arq", "Excmo", "Excma", "Ilmo", "Ilma", "Rvdo", "Rdo", "Mons", "Gral", "Cnel",
    "Cap", "Tte", "Sgto", "Sto", "Sta", "Fr", "av", "avda", "avd", "pza", "pl", "ctra", "urb", "c",
    "EE", "CC", "FF", "RR", "JJ", "DD", "SS", "p", "p. ej", "ej", "cf", "cfr", "vs", "aprox",
    "Hnos", "máx", "mín", "ap", "St", "Mr", "Mrs", "Ms", "v. gr", "Sta. M", NULL};
static const char *const ES_COUNTED[] = {
    "núm", "núms", "n", "nro", "no", "pág", "págs", "pp", "art", "arts", "apdo", "cap", "caps",
    "vol", "vols", "t", "fig", "ed", "v", "vv", "ref", "tel", "tfno", "s", "ss", "ene", "feb",
    "mar", "abr", "may", "jun", "jul", "ago", "sept", "sep", "oct", "nov", "dic", "km", "h", NULL};
static const char *const ES_INNER[] = {
    "EE. UU", "CC. OO", "FF. AA", "RR. HH", "JJ. OO", "DD. HH", "UU", "OO", "AA", "HH", "a. C",
    "d. C", "a. m", "p. m", "S. A", "S. L", "Cía", "Ud", "Uds", "Vd", "Vds", "jr", "Bco", "et al",
    "S. M", "SS. MM", "MM", "N. de la R", "R. U", NULL};
static const char *const ES_STARTER[] = {
    "El", "La", "Los", "Las", "Un", "Una", "Unos", "Unas", "En", "De", "Del", "Al", "A", "Con",
    "Por", "Para", "Según", "Sin", "Sobre", "Tras", "Desde", "Hasta", "Entre", "Ante", "Y", "E",
    "O", "Pero", "Aunque", "Además", "También", "No", "Sí", "Si", "Se", "Su", "Sus", "Este",
    "Esta", "Estos", "Estas", "Ese", "Esa", "Esos", "Esas", "Eso", "Esto", "Aquel", "Aquella",
    "Lo", "Le", "Les", "Nos", "Me", "Te", "Yo", "Él", "Ella", "Ellos", "Ellas", "Nosotros", "Que",
    "Qué", "Quien", "Quién", "Quienes", "Cuando", "Cuándo", "Como", "Cómo", "Donde", "Dónde",
    "Cada", "Todo", "Toda", "Todos", "Todas", "Otro", "Otra", "Otros", "Otras", "Ahora", "Ayer",
    "Hoy", "Mañana", "Luego", "Después", "Antes", "Entonces", "Así", "Mientras", "Durante",
    "Mediante", "Porque", "Ya", "Aún", "Todavía", "Hay", "Había", "Ha", "Han", "Fue", "Era", "Son",
    "Es", "Más", "Muchos", "Muchas", "Algunos", "Algunas", "Varios", "Varias", "Dos", "Tres",
    "Cuatro", "Nunca", "Siempre", "Allí", "Aquí", "Ni", "Tampoco", "Finalmente", "Hace", "Bajo",
    "Nadie", "Nada", "Ninguno", "Ninguna", "Cuánto", "Cuántos", "Sólo", "Solo", "Mi", "Mis",
    "Nuestro", "Nuestra", "Fuentes", "Ambos", "Ambas", "Gracias", "Muy", "Casi", "Incluso",
    "Igual", "Cerca", "Dentro", NULL};
static const char *const ES_SPEECH[] = {
    "dijo", "preguntó", "añadió", "respondió", "explicó", "exclamó", "afirmó", "gritó", "dice",
    "pregunta", "responde", "añade", NULL};

static const char *const FR_JOINED[] = {
    "M", "MM", "Mr", "Mgr", "Me", "Pr", "Dr", "Mme", "Mmes", "Mlle", "Mlles", "St", "Ste", "av",
    "apr", "bd", "boul", "cf", "ex", "p. ex", "c.-à-d", "c-à-d", "env", "gén", "col", "lieut",
    "cdt", "cap", "Ch", "Th", "Ph", "Cl", "Fr", "Chr", "Jr", "vs", "éd", "dir", "trad", "coll",
    "Mrs", "Ms", "Sr", "N.-D", "S.E", "S. E", NULL};
static const char *const FR_COUNTED[] = {
    "p", "pp", "art", "al", "chap", "vol", "t", "fig", "n", "no", "nos", "tél", "réf", "janv",
    "févr", "avr", "juill", "juil", "sept", "oct", "nov", "déc", "vers", "s", "part", "ch", "km",
    "h", "min", NULL};
static const char *const FR_INNER[] = {
    "J.-C", "av. J.-C", "apr. J.-C", "et al", "Cie", "S. A", "max", "éd", "a. m", "p. m", "N. B",
    "P.-S", NULL};
static const char *const FR_STARTER[] = {
    "Le", "La", "Les", "L'", "Un", "Une", "Des", "Du", "De", "D'", "En", "Dans", "À", "Au", "Aux",
    "Pour", "Par", "Avec", "Sans", "Sur", "Sous", "Selon", "Et", "Mais", "Ou", "Or", "Donc", "Car",
    "Ce", "Cet", "Cette", "Ces", "C'", "Cela", "Ça", "Ceux", "Celui", "Celle", "Il", "Elle", "Ils",
    "Elles", "On", "Nous", "Vous", "Je", "J'", "Tu", "Qui", "Que", "Qu'", "Quand", "Quant", "Quel",
    "Quelle", "Quelques", "Comme", "Comment", "Pourquoi", "Où", "Si", "S'", "Se", "Ni", "Ne", "N'",
    "Son", "Sa", "Ses", "Leur", "Leurs", "Notre", "Nos", "Mon", "Ma", "Mes", "Tout", "Tous",
    "Toute", "Toutes", "Autre", "Depuis", "Après", "Avant", "Pendant", "Lors", "Lorsque",
    "Lorsqu'", "Alors", "Ainsi", "Aussi", "Cependant", "Pourtant", "Puis", "Enfin", "Hier",
    "Aujourd'", "Demain", "Désormais", "Deux", "Trois", "Quatre", "Plusieurs", "Certains",
    "Certaines", "Chaque", "Aucun", "Aucune", "Y", "Là", "Ici", "Plus", "Très", "Malgré", "Entre",
    "Chez", "Vers", "Contre", "Près", "Beaucoup", "Même", "Seul", "Seule", "Rien", "Personne",
    "Non", "Oui", "Déjà", "Toujours", "Jamais", "Bien", "Reste", "Parmi", "Dès", "Faute", "Face",
    "Autres", NULL};
static const char *const FR_SPEECH[] = {
    "demande", "dit", "répond", "ajoute", "explique", "lance", "affirme", "interroge", "écrit",
    NULL};

static const char *const EN_JOINED[] = {
    "Mr", "Mrs", "Ms", "Mx", "Messrs", "Dr", "Drs", "Prof", "Rev", "Fr", "Hon", "Gen", "Col", "Lt",
    "Sgt", "Capt", "Cmdr", "Cdr", "Maj", "Adm", "Brig", "Cpl", "Pvt", "Gov", "Sen", "Sens", "Rep",
    "Reps", "Pres", "Supt", "Insp", "Det", "St", "Sts", "Ste", "Mt", "Ft", "vs", "v", "e.g", "eg",
    "i.e", "ie", "cf", "approx", "viz", "Sra", "Mme", "Mlle", "Lt. Col", "Lt. Gen", "Maj. Gen",
    "Atty", "Bros", "Asst", "Dept", "Univ", "ca", NULL};
static const char *const EN_COUNTED[] = {
    "no", "nos", "fig", "figs", "vol", "vols", "ch", "p", "pp", "art", "sec", "para", "Jan", "Feb",
    "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "c", "ext", "tel",
    "est", "ver", "eq", NULL};
static const char *const EN_INNER[] = {
    "U.S", "U. S", "U.K", "U.N", "E.U", "D.C", "a.m", "p.m", "a. m", "p. m", "Ph.D", "M.D", "B.A",
    "M.A", "B.C", "A.D", "Inc", "Corp", "Ltd", "Co", "Jr", "Sr", "Ave", "Blvd", "Rd", "Esq",
    "et al", "Calif", "Fla", "Mass", "Mich", "Minn", "Wash", "Tenn", "Va", "Pa", "Conn", "Ariz",
    "Colo", NULL};
static const char *const EN_STARTER[] = {
    "The", "A", "An", "In", "On", "At", "By", "For", "From", "With", "Without", "After", "Before",
    "During", "Since", "Until", "While", "When", "Where", "What", "Who", "Why", "How", "Which",
    "If", "But", "And", "Or", "So", "Yet", "Then", "There", "Here", "This", "That", "These",
    "Those", "It", "Its", "It'", "He", "He'", "She", "She'", "They", "They'", "We", "We'", "I",
    "I'", "You", "You'", "His", "Her", "Their", "Our", "My", "Your", "Some", "Many", "Most",
    "Several", "All", "Both", "Each", "Every", "Other", "Another", "One", "Two", "Three", "Four",
    "Five", "No", "Not", "Now", "Later", "Last", "Next", "Meanwhile", "However", "Although",
    "Though", "Because", "As", "About", "Under", "Over", "Between", "Despite", "According", "Also",
    "Still", "Only", "Even", "Once", "Police", "Officials", "Residents", "Nobody", "Nothing",
    "Everyone", "Did", "Does", "Is", "Was", "Were", "Are", "Will", "Would", "Can", "Could", "Has",
    "Have", "Had", "Do", "Don'", "Let", "Critics", "Experts", "Just", "Few", "More", "Much",
    "Such", "Than", "That'", "There'", "What'", "Today", "Yesterday", "Tomorrow", "Among",
    "Across", "Instead", "Nor", "Perhaps", "Within", NULL};
static const char *const EN_SPEECH[] = {
    "said", "says", "asked", "asks", "added", "replied", "wrote", "shouted", "told", "tweeted",
    NULL};

static const char *const CA_JOINED[] = {
    "Sr", "Sra", "Srta", "Srs", "D", "Dr", "Dra", "Drs", "Prof", "Il·lm", "Excm", "Hble", "Mn",
    "Mons", "Gral", "St", "Sta", "av", "avda", "pl", "pg", "c", "ctra", "EE", "CC", "p", "p. ex",
    "ex", "cf", "vs", "aprox", "màx", "mín", "Fra", "Mr", "Mrs", NULL};
static const char *const CA_COUNTED[] = {
    "núm", "núms", "n", "pàg", "pàgs", "pp", "art", "arts", "ap", "cap", "vol", "t", "fig", "ed",
    "ref", "tel", "s", "ss", "gen", "febr", "abr", "jul", "ag", "set", "oct", "nov", "des", "km",
    "h", NULL};
static const char *const CA_INNER[] = {
    "EE. UU", "EUA", "UU", "CC. OO", "OO", "a. C", "d. C", "a. m", "p. m", "S. A", "S. L", "Cia",
    "et al", NULL};
static const char *const CA_STARTER[] = {
    "El", "La", "L'", "Els", "Les", "Un", "Una", "Uns", "Unes", "En", "De", "D'", "Del", "Dels",
    "Al", "Als", "A", "Amb", "Per", "Segons", "Sense", "Sobre", "Després", "Des", "Fins", "Entre",
    "Davant", "I", "O", "Però", "Encara", "A", "També", "No", "Sí", "Si", "Es", "S'", "El", "Seva",
    "Aquest", "Aquesta", "Aquests", "Aquestes", "Aquell", "Això", "Allò", "Ho", "Li", "Ens", "Em",
    "M'", "Et", "Jo", "Ell", "Ella", "Ells", "Elles", "Nosaltres", "Que", "Què", "Qui", "Quan",
    "Com", "On", "Cada", "Tot", "Tota", "Tots", "Totes", "Altres", "Ara", "Ahir", "Avui", "Demà",
    "Llavors", "Així", "Mentre", "Durant", "Perquè", "Ja", "Hi", "Ha", "Han", "Va", "Van", "És",
    "Són", "Més", "Molts", "Moltes", "Alguns", "Algunes", "Diversos", "Dos", "Dues", "Tres", "Mai",
    "Sempre", "Allà", "Aquí", "Ni", "Tampoc", "Finalment", "Fa", "Ningú", "Res", "Només", NULL};
static const char *const CA_SPEECH[] = {"diu", "pregunta", "respon", "afegeix", "explica", NULL};

static const char *const GL_JOINED[] = {
    "Sr", "Sra", "Srta", "Sres", "D", "Dna", "Dr", "Dra", "Prof", "Excmo", "Excma", "Ilmo", "Ilma",
    "Mons", "Xral", "Sto", "Sta", "av", "avda", "pza", "r", "estr", "EE", "CC", "p", "p. ex", "ex",
    "cf", "vs", "aprox", "máx", "mín", "Mr", "Mrs", NULL};
static const char *const GL_COUNTED[] = {
    "núm", "núms", "n", "páx", "páxs", "pp", "art", "arts", "ap", "cap", "vol", "t", "fig", "ed",
    "ref", "tel", "tfno", "s", "ss", "xan", "feb", "mar", "abr", "maio", "xuño", "xul", "ago",
    "set", "out", "nov", "dec", "km", "h", NULL};
static const char *const GL_INNER[] = {
    "EE. UU", "UU", "CC. OO", "OO", "a. C", "d. C", "a. m", "p. m", "S. A", "S. L", "Cía", "et al",
    NULL};
static const char *const GL_STARTER[] = {
    "O", "A", "Os", "As", "Un", "Unha", "Uns", "Unhas", "En", "No", "Na", "Nos", "Nas", "De", "Do",
    "Da", "Dos", "Das", "Ao", "Á", "Aos", "Ás", "Con", "Por", "Para", "Segundo", "Sen", "Sobre",
    "Tras", "Desde", "Ata", "Entre", "Ante", "E", "Ou", "Pero", "Mais", "Aínda", "Ademais",
    "Tamén", "Non", "Si", "Se", "O", "Seu", "Súa", "Este", "Esta", "Estes", "Estas", "Ese", "Esa",
    "Iso", "Isto", "Aquel", "Eu", "El", "Ela", "Eles", "Elas", "Nós", "Que", "Quen", "Cando",
    "Como", "Onde", "Cada", "Todo", "Toda", "Todos", "Todas", "Outro", "Outra", "Outros", "Outras",
    "Agora", "Onte", "Hoxe", "Mañá", "Logo", "Despois", "Antes", "Entón", "Así", "Mentres",
    "Durante", "Porque", "Xa", "Hai", "Había", "Foi", "Era", "Son", "É", "Máis", "Moitos",
    "Moitas", "Algúns", "Algunhas", "Varios", "Dous", "Dúas", "Tres", "Nunca", "Sempre", "Alí",
    "Aquí", "Nin", "Tampouco", "Ninguén", "Nada", "Só", NULL};
static const char *const GL_SPEECH[] = {"dixo", "preguntou", "engadiu", "respondeu", NULL};

static const char *const PT_JOINED[] = {
    "Sr", "Sra", "Srta", "Srs", "D", "Dr", "Dra", "Drs", "Prof", "Profa", "Eng", "Arq", "Exmo",
    "Exma", "Ilmo", "Mons", "Gen", "Cel", "Cap", "Ten", "Sto", "Sta", "S", "av", "r", "pç", "al",
    "p", "p. ex", "ex", "cf", "vs", "aprox", "máx", "mín", "Pe", "Mr", "Mrs", NULL};
static const char *const PT_COUNTED[] = {
    "núm", "n", "no", "pág", "págs", "pp", "art", "arts", "cap", "vol", "t", "fig", "ed", "ref",
    "tel", "séc", "s", "ss", "jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out",
    "nov", "dez", "km", "h", NULL};
static const char *const PT_INNER[] = {
    "a. C", "d. C", "a. m", "p. m", "S. A", "Cia", "Ltda", "Lda", "E. U. A", "et al", "Jr", NULL};
static const char *const PT_STARTER[] = {
    "O", "A", "Os", "As", "Um", "Uma", "Uns", "Umas", "Em", "No", "Na", "Nos", "Nas", "De", "Do",
    "Da", "Dos", "Das", "Ao", "À", "Aos", "Às", "Com", "Por", "Para", "Segundo", "Sem", "Sobre",
    "Após", "Desde", "Até", "Entre", "E", "Ou", "Mas", "Embora", "Além", "Também", "Não", "Sim",
    "Se", "Seu", "Sua", "Seus", "Suas", "Este", "Esta", "Estes", "Estas", "Esse", "Essa", "Isso",
    "Isto", "Aquele", "Eu", "Ele", "Ela", "Eles", "Elas", "Nós", "Que", "Quem", "Quando", "Como",
    "Onde", "Cada", "Todo", "Toda", "Todos", "Todas", "Outro", "Outra", "Outros", "Outras",
    "Agora", "Ontem", "Hoje", "Amanhã", "Logo", "Depois", "Antes", "Então", "Assim", "Enquanto",
    "Durante", "Porque", "Já", "Há", "Havia", "Foi", "Era", "São", "É", "Mais", "Muitos", "Muitas",
    "Alguns", "Algumas", "Vários", "Dois", "Duas", "Três", "Nunca", "Sempre", "Ali", "Aqui", "Nem",
    "Ninguém", "Nada", "Só", "Pelo", "Pela", NULL};
static const char *const PT_SPEECH[] = {"disse", "perguntou", "acrescentou", "respondeu", NULL};

static const char *const ANY_JOINED[] = {"Dr", "Mr", "Mrs", "Ms", "Prof", "Sr", "Sra", "St", NULL};
static const char *const ANY_COUNTED[] = {"no", "nr", "p", "pp", "art", "vol", "fig", "tel", NULL};

static const struct segmenter_rules RULES[] = {
    {"ca", false, CA_JOINED, CA_COUNTED, CA_INNER, CA_STARTER, CA_SPEECH},
    {"en", false, EN_JOINED, EN_COUNTED, EN_INNER, EN_STARTER, EN_SPEECH},
    {"es", false, ES_JOINED, ES_COUNTED, ES_INNER, ES_STARTER, ES_SPEECH},
    {"eu", true, EU_JOINED, EU_COUNTED, EU_INNER, EU_STARTER, EU_SPEECH},
    {"fr", false, FR_JOINED, FR_COUNTED, FR_INNER, FR_STARTER, FR_SPEECH},
    {"gl", false, GL_JOINED, GL_COUNTED, GL_INNER, GL_STARTER, GL_SPEECH},
    {"pt", false, PT_JOINED, PT_COUNTED, PT_INNER, PT_STARTER, PT_SPEECH},
};
/* clang-format on */

static const struct segmenter_rules ANY = {"und", false, ANY_JOINED, ANY_COUNTED, NONE, NONE, NONE};

const struct segmenter_rules *segmenter_rules_for(struct str language) {
    for (size_t i = 0; i < sizeof RULES / sizeof RULES[0]; i++) {
        if (language_is(language, str_of(RULES[i].language))) return &RULES[i];
    }
    return &ANY;
}
