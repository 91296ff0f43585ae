"""Forms of words that no rule of endings brings together, as far as they matter in letters.

One word a line, all its forms that a stemmer leaves apart; the first names them. What is left
out is left out on purpose where a form is more often another word: `left`, `saw`, `bound`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rapport.language.guessing import Language
from rapport.web.search import words_of

_ENGLISH: Final = """
woman women
man men
child children
person persons people
policeman policemen policewoman policewomen
spokesperson spokespersons spokespeople spokesman spokesmen spokeswoman spokeswomen
layman laymen
wife wives
life lives
half halves
knife knives
foot feet
crisis crises
analysis analyses
basis bases
thesis theses
hypothesis hypotheses
emphasis emphases
criterion criteria
phenomenon phenomena
medium media
datum data
memorandum memoranda memorandums
appendix appendices appendixes
index indices indexes indexing indexed
take takes taking took taken
undertake undertakes undertook undertaken
give gives giving gave given
forgive forgives forgave forgiven
write writes writing wrote written
speak speaks speaking spoke spoken speech speeches
break breaks breaking broke broken
steal steals stealing stole stolen
choose chooses choosing chose chosen choice choices
beat beats beating beaten beatings
hide hides hiding hid hidden
forbid forbids forbade forbidden
fall falls falling fell fallen
see sees seeing seen
show shows showing showed shown
know knows knowing knew known
throw throws throwing threw thrown
grow grows growing grew grown
draw draws drawing drew drawn
withdraw withdraws withdrawing withdrew withdrawn withdrawal withdrawals
drive drives driving drove driven
ride rides riding rode ridden
rise rises rising risen
arise arises arising arose arisen
begin begins beginning began begun
drink drinks drinking drank drunk
swear swears swearing swore sworn
wear wears wearing wore worn
tear tears tearing tore torn
bear bears bearing borne
say says saying said
pay pays paying paid payment payments
lay lays laying laid
lead leads leading led
read reads reading
flee flees fleeing fled
meet meets meeting met
keep keeps keeping kept
sleep sleeps sleeping slept
send sends sending sent
spend spends spending spent
lend lends lending lent
build builds building built
hold holds holding held
withhold withholds withholding withheld
uphold upholds upholding upheld
tell tells telling told
sell sells selling sold sale sales
resell resells reselling resold resale
buy buys buying bought
bring brings bringing brought
think thinks thinking thought
seek seeks seeking sought
teach teaches teaching taught
catch catches catching caught
fight fights fighting fought
find finds finding found findings
win wins winning won
lose loses losing lost loss losses
shoot shoots shooting shootings
make makes making made
hear hears hearing heard hearings
stand stands standing stood
understand understands understanding understood
sit sits sitting sat
strike strikes striking struck
hang hangs hanging hanged hung
die dies dying died death deaths dead
threat threats threaten threatens threatened threatening
detain detains detained detaining detention detentions detainee detainees
expel expels expelled expelling expulsion expulsions
receive receives received receiving receipt receipts
defence defense defences defenses
offence offense offences offenses
licence license licences licenses licensed licensing licensee licensees
practice practise practices practises practised practicing practising
centre center centres centers centred centered
theatre theater theatres theaters
metre meter metres meters
programme program programmes programs programmed programming
judgement judgment judgements judgments
dialogue dialog dialogues dialogs
catalogue catalog catalogues catalogs
grey gray
ageing aging
"""
_FRENCH: Final = """
travail travaux
bail baux
vitrail vitraux
ciel cieux
œil yeux
madame mesdames
monsieur messieurs
clé clef clés clefs
événement évènement événements évènements
vendre vend vendent vendait vendu vendue vendus vendues vendant vente ventes vendeur vendeurs
arrêter arrestation arrestations arrête arrêtent arrêtait arrêté arrêtée arrêtés arrêtées arrêta
détenir détient détiennent détenait détenu détenue détenus détenues détention détentions
prendre prend prennent prenait pris prise prises
comprendre comprend comprennent compris comprise comprises
mettre met mettent mettait mis mise mises
commettre commet commettent commis commise commises
soumettre soumet soumettent soumis soumise soumises
transmettre transmet transmettent transmis transmise transmises transmission transmissions
permettre permet permettent permis permise permises
recevoir reçoit reçoivent recevait reçu reçue reçus reçues
interdire interdit interdite interdits interdites interdisent interdiction interdictions
disparaître disparaît disparaissent disparu disparue disparus disparues disparition disparitions
mourir meurt meurent mort morte morts mortes
écrire écrit écrits écrite écrites écrivent écrivait écrivant
inscrire inscrit inscrits inscrite inscrites inscrivent inscription inscriptions
détruire détruit détruits détruite détruites détruisent destruction destructions
contraindre contraint contraints contrainte contraintes contraignent
craindre craint craignent crainte craintes
poursuivre poursuit poursuivent poursuivi poursuivis poursuivie poursuivies poursuite poursuites
répondre répond répondent répondu répondue réponse réponses
perdre perd perdent perdu perdue perdus perdues perte pertes
défendre défend défendent défendu défendue défendus défendues
élire élit élisent élu élue élus élues élection élections
fuir fuit fuient fuyait fui fuie fuite fuites
battre bat battent battait battu battue battus battues
retenir retient retiennent retenu retenue retenus retenues
obtenir obtient obtiennent obtenu obtenue obtenus obtenues
maintenir maintient maintiennent maintenu maintenue maintenus maintenues maintien
ouvrir ouvre ouvrent ouvert ouverte ouverts ouvertes ouverture
offrir offre offrent offert offerte offerts offertes
conduire conduit conduits conduite conduites conduisent
produire produit produits produite produites produisent production
voir voit voient vu vue vus vues
"""
_SPANISH: Final = """
vender vende venden vendió vendieron vendido vendida vendidos vendidas venta ventas
detener detiene detienen detuvo detuvieron detenido detenida detención detenciones
obtener obtiene obtienen obtuvo obtuvieron obtenido obtenida obtención
mantener mantiene mantienen mantuvo mantuvieron mantenido mantenida
retener retiene retienen retuvo retuvieron retenido retenida retención
decir dice dicen dijo dijeron dicho dicha dichos dichas
hacer hace hacen hizo hicieron hecho hecha hechos hechas
poner pone ponen puso pusieron puesto puesta puestos puestas
imponer impone imponen impuso impusieron impuesto impuesta impuestos impuestas imposición
exponer expone exponen expuso expuesto expuesta expuestos expuestas
morir muere mueren murió murieron muerto muerta muertos muertas muerte muertes
escribir escribe escriben escribió escrito escrita escritos escritas
abrir abre abren abrió abierto abierta abiertos abiertas
cerrar cierra cierran cerró cerraron cerrado cerrada cerrados cerradas cierre cierres
negar niega niegan negó negaron negado negada
pedir pide piden pidió pidieron pedido pedida pedidos
despedir despide despiden despidió despidieron despedido despedida despido despidos
perseguir persigue persiguen persiguió perseguido perseguida perseguidos perseguidas persecución
perder pierde pierden perdió perdido perdida perdidos perdidas
encontrar encuentra encuentran encontró encontrado encontrada
romper rompe rompen rompió roto rota rotos rotas
resolver resuelve resuelven resolvió resuelto resuelta resolución resoluciones
devolver devuelve devuelven devolvió devuelto devuelta
huir huye huyen huyó huyeron huido huida
destruir destruye destruyen destruyó destruido destruida destrucción
producir produce producen produjo produjeron producido producida
pueblo pueblos
juez jueces jueza juezas
ley leyes
niño niños niñez
niña niñas
"""
_RUSSIAN: Final = """
человек человека человеку человеком человеке люди людей людям людьми людях
ребёнок ребёнка ребёнку ребёнком ребёнке дети детей детям детьми детях
судья судьи судье судью судьёй судей судьям судьями судьях
друг друга другу другом друге друзья друзей друзьям друзьями друзьях
брат брата брату братом братья братьев братьям братьями
сестра сестры сестре сестру сестрой сёстры сестёр сёстрам сёстрами
мать матери матерью матерей матерям матерями
дочь дочери дочерью дочерей дочерям дочерями
сын сына сыну сыном сыновья сыновей сыновьям сыновьями
семья семьи семье семью семьёй семей семьям семьями семьях
письмо письма письму письмом письме писем письмам письмами письмах
песня песни песне песню песней песен песням песнями песнях
день дня дню днём дне дни дней дням днями днях
имя имени именем имена имён именам именами именах
время времени временем времена времён
палец пальца пальцу пальцем пальцы пальцев пальцам пальцами пальцах
деньги денег деньгам деньгами деньгах
статья статьи статье статью статьёй статей статьям статьями статьях
земля земли земле землю землёй земель землям землями
деревня деревни деревне деревню деревней деревень деревням деревнями деревнях
год года году годом годе годы годов лет годам годами годах
суд суда суду судом суде суды судов судам судами судах
право права праву правом праве прав правам правами правах
"""
_ARABIC: Final = """
صحفي صحفيون صحفيين صحفية صحفيات صحافي صحافية صحافيون صحافيين صحافيات
صحيفة صحف صحيفتان صحيفتين
امرأة نساء نسوة المرأة مرأة
رجل رجال
طفل طفلة أطفال طفولة
ولد أولاد
بنت بنات
شخص أشخاص
شعب شعوب
عامل عاملة عمال عاملون عاملين عاملات
موظف موظفة موظفون موظفين موظفات
ناشط ناشطة نشطاء ناشطون ناشطين ناشطات
طالب طالبة طلاب طلبة طالبات
محام محامي محامية محامون محامين محاميات
قاض قاضي قاضية قضاة
خبير خبيرة خبراء خبيرات
سجين سجينة سجناء سجينات
أسير أسرى
ضحية ضحايا
شاهد شاهدة شهود
لاجئ لاجئة لاجئون لاجئين لاجئات
مريض مريضة مرضى
طبيب طبيبة أطباء طبيبات
كاتب كاتبة كتبة
فنان فنانة فنانون فنانين
عضو أعضاء
رئيس رئيسة رؤساء
وزير وزيرة وزراء
حق حقوق
حرية حريات
قانون قوانين
حكم أحكام
أمر أوامر
قرار قرارات
محكمة محاكم
سجن سجون
تهمة تهم
جريمة جرائم
عقوبة عقوبات
دليل أدلة
قضية قضايا
شركة شركات
دولة دول دولتان دولتين
بلد بلدان بلاد
حكومة حكومات
سلطة سلطات
منظمة منظمات
مؤسسة مؤسسات
نقابة نقابات
حزب أحزاب
مدرسة مدارس
مستشفى مستشفيات مشفى مشافي
مدينة مدن
قرية قرى
أرض أراض أراضي
بيت بيوت
منزل منازل
مكان أماكن أمكنة
طريق طرق طرقات
نهر أنهار
هاتف هواتف
حساب حسابات
موقع مواقع
شبكة شبكات
رسالة رسائل
صورة صور
خبر أخبار
كتاب كتب
تقرير تقارير
ملف ملفات
برنامج برامج
جهاز أجهزة
مفتاح مفاتيح
خطر أخطار مخاطر
تهديد تهديدات
هجوم هجمات هجومات
سلاح أسلحة
قوة قوات قوى
مصدر مصادر
سبب أسباب
سؤال أسئلة
جواب أجوبة
رد ردود
طلب طلبات
شكوى شكاوى
خطاب خطابات
قيد قيود
انتهاك انتهاكات
حاجة حاجات
لغة لغات
دين أديان
أقلية أقليات
يوم أيام
شهر أشهر شهور
سنة سنوات سنين
أسرة أسر
عائلة عائلات عوائل
لجنة لجان
وثيقة وثائق
وجه وجوه
عين عيون
رأس رؤوس
ابن أبناء
أب آباء
زوج أزواج
صديق أصدقاء
جار جيران
فرد أفراد
فريق فرق
قائد قادة
زعيم زعماء
مدير مديرة مدراء
أستاذ أساتذة
تلميذ تلميذة تلاميذ
ضابط ضباط
جندي جنود
حارس حراس
تاجر تجار
فقير فقراء
شاب شابة شباب
عميل عملاء
زبون زبائن
نائب نائبة نواب
سفير سفيرة سفراء
شهيد شهداء
قتيل قتلى
جريح جرحى
جريدة جرائد
كلمة كلمات كلم
نص نصوص
مادة مواد
بند بنود
شرط شروط
معيار معايير
مبدأ مبادئ
هدف أهداف
غرض أغراض
نوع أنواع
شكل أشكال
طرف أطراف
جانب جوانب
حدث أحداث
حادث حوادث
ظرف ظروف
وقت أوقات
أسبوع أسابيع
مرحلة مراحل
وسيلة وسائل
أداة أدوات
مبلغ مبالغ
سعر أسعار
مال أموال
سوق أسواق
بنك بنوك
مصنع مصانع
متجر متاجر
مكتب مكاتب
مركز مراكز
معهد معاهد
مسجد مساجد
كنيسة كنائس
شارع شوارع
منطقة مناطق
إقليم أقاليم
جبل جبال
باب أبواب
رقم أرقام
رمز رموز
اسم أسماء
صوت أصوات
فيلم أفلام
شريط أشرطة
مقطع مقاطع
نظام أنظمة نظم
قاعدة قواعد
خطة خطط
مشروع مشاريع
عقد عقود
أجر أجور
عمل أعمال
فعل أفعال
ضرر أضرار
خطأ أخطاء
مرض أمراض
دواء أدوية
حرب حروب
صاروخ صواريخ
سفينة سفن
رأي آراء
فكرة أفكار
دور أدوار
أثر آثار
نتيجة نتائج
لون ألوان
طائفة طوائف
قبيلة قبائل
درس دروس
منهج مناهج
"""


def _by_form(lines: str) -> dict[str, str]:
    """Return the name of each form, both as searches compare words."""
    named: dict[str, str] = {}
    for line in lines.split("\n"):
        forms = ["".join(words_of(form)) for form in line.split()]
        for form in forms:
            named.setdefault(form, forms[0])
    return named


NAMED: Final[Mapping[Language, Mapping[str, str]]] = {
    Language.ENGLISH: _by_form(_ENGLISH),
    Language.FRENCH: _by_form(_FRENCH),
    Language.SPANISH: _by_form(_SPANISH),
    Language.RUSSIAN: _by_form(_RUSSIAN),
    Language.ARABIC: _by_form(_ARABIC),
}
"""By which form a word is named, of the languages that have such words."""
