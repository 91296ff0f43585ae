"""Sentences for the labelled letters, by language. All are written for this set; none is a real letter's."""

from __future__ import annotations

from typing import Any, Final

WORDS: Final[dict[str, dict[str, Any]]] = {
    "en": {
        "months": [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        "date": "{d} {m} {y}",
        "list": "Mandates of the {mandates}",
        "list_one": "Mandate of the {mandates}",
        "label": ["REFERENCE:", "Ref.:", "REFERENCE", "Reference:"],
        "and": " and the ",
        "and_plain": " and ",
        "dear": "Dear {name},",
        "excellency": "Excellency,",
        "ceo": "Chief Executive Officer",
        "mission": [
            "His Excellency",
            "Mr. {name}",
            "Ambassador Extraordinary and Plenipotentiary",
            "Permanent Representative",
            "Permanent Mission of {state} to the United Nations Office",
        ],
        "capacity": [
            "We have the honour to address you in our capacities as {mandates}, pursuant to Human Rights Council resolutions {resolutions}.",
            "We are writing to you in our respective capacities as {mandates}, in accordance with Human Rights Council resolutions {resolutions}.",
            "We write to you in our capacity as {mandates}, pursuant to General Assembly resolution 60/251 and to Human Rights Council resolutions {resolutions}.",
        ],
        "capacity_one": [
            "I write to you in my capacity as {mandates}, pursuant to Human Rights Council resolution {resolutions}."
        ],
        "received": [
            "In this connection, we would like to bring to your attention information we have received concerning {subject}.",
            "In this regard, we wish to draw your attention to information we have received regarding {subject}.",
        ],
        "according": "According to the information received:",
        "subjects": [
            "the alleged removal of a news application from a store in several countries",
            "the alleged disclosure of account records of teachers without notice to them",
            "the alleged loss of accounts of a community of fishers after automated reports",
            "alleged working conditions of people who review pictures for a video service",
            "the alleged sale of tools that open telephones to a police unit under investigation",
        ],
        "facts": [
            "On {date}, the service is said to have stopped answering the messages of those concerned. It is alleged that a notice was sent, in a language that few of them read, and that no way to object was named in it.",
            "It is reported that the people concerned had used the service for several years. They say that they learned of the decision from others. A meeting that was asked for did not take place, according to them.",
            "The company is said to have published rules on such cases in the year before. It is alleged that they were not followed, and that the persons who took the decision did not know of them.",
            "While no view is taken yet on whether these facts are accurate, concern is expressed that they may touch upon rights that are named in the annex. The number of people affected is not known.",
        ],
        "cited": "We recall our earlier letter of {date} ({code}), to which no reply was received.",
        "procedure": "Special Procedures send urgent appeals and allegation letters, which ask for a reply and take no view of the facts.",
        "headings": ["1. Context", "2. Alleged facts"],
        "lead": [
            "As it is our responsibility to seek to clarify all cases brought to our attention, we would be grateful for your observations on the following matters:",
            "We would therefore appreciate your response to the following questions:",
            "It would be helpful if you could answer; we request your observations on the points below:",
        ],
        "questions": [
            "Please provide any additional information and any comment you may have on the above-mentioned allegations.",
            "Please indicate which steps your company took to find, prevent and lessen harm to the people concerned, before the decision of 3 May and after it.",
            "Please describe the human rights due diligence for this product, in particular:\n(a) who was heard, and in which languages;\n(b) what was changed as a result;\n(c) how its effects are followed.",
            "Please explain how people affected can object to a decision, how long an answer takes, and how many objections were successful in 2097 and 2098.",
            "Please state whether authorities asked for the measure and, if so, under which law, and whether the persons concerned were told.",
            "Which remedy has been offered to the persons concerned? If none was, please say why.",
            "Please inform us of the measures that protect those who spoke about the matter against reprisals.",
            "Please give details of the training of staff in charge of such decisions, including contractors.",
        ],
        "period": [
            "We would appreciate receiving a response within {days} days.",
            "We would be grateful for a reply from your company within {days} days.",
        ],
        "publication": [
            "Past this delay, this communication and any response received from you will be made public via the communications reporting website.",
            "After that, this letter and your reply will be published on our reporting website, and presented in a report to the Human Rights Council.",
        ],
        "interim": [
            "While awaiting a response, we urge that all necessary interim measures be taken to halt the alleged harm and to prevent its repetition.",
            "Pending your reply, we ask that interim measures be taken so that no further account is closed.",
        ],
        "press": "We may publicly express our concerns in the near future, as the matter seems grave enough to be known.",
        "also": [
            "Please be informed that a letter on the same subject has also been sent to the Government of {state} and to {other}.",
            "A copy of this letter has been sent to {other} as well as to the Government of {state}.",
        ],
        "closing": "Please accept, {name}, the assurances of our highest consideration.",
        "annex": ["Annex", "Annex\nReference to international human rights law", "ANNEX I"],
        "annex_text": "In connection with the above, we recall the standards that apply. The Guiding Principles ask business enterprises to respect human rights, and to act with due diligence.",
        "urgent": "In view of the urgency of the matter, an answer on the first steps taken to protect those concerned would be welcome at once.",
        "policy": "the draft terms of service on adult content, as announced",
    },
    "fr": {
        "months": [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        "date": "{d} {m} {y}",
        "list": "Mandats {mandates}",
        "list_one": "Mandat {mandates}",
        "label": ["RÉFÉRENCE :", "Réf. :", "REFERENCE:"],
        "and": " et ",
        "and_plain": " et ",
        "dear": "{name},",
        "excellency": "Excellence,",
        "ceo": "Président-directeur général",
        "mission": [
            "Son Excellence",
            "M. {name}",
            "Ambassadeur",
            "Représentant permanent",
            "Mission permanente de la {state} auprès de l’Office des Nations Unies",
        ],
        "capacity": [
            "Nous avons l’honneur de nous adresser à vous en nos qualités de {mandates}, conformément aux résolutions {resolutions} du Conseil des droits de l’homme.",
            "Nous vous écrivons en notre qualité de {mandates}, en application des résolutions {resolutions} du Conseil des droits de l’homme.",
        ],
        "capacity_one": [
            "J’ai l’honneur de m’adresser à vous en ma qualité de {mandates}, conformément à la résolution {resolutions} du Conseil des droits de l’homme."
        ],
        "received": [
            "Dans ce contexte, nous souhaiterions attirer votre attention sur des informations que nous avons reçues concernant {subject}.",
            "À cet égard, nous voudrions porter à votre attention des informations reçues concernant {subject}.",
        ],
        "according": "Selon les informations reçues :",
        "subjects": [
            "le retrait allégué d’une application d’information dans plusieurs pays",
            "la remise alléguée de relevés de comptes d’enseignants, sans que ceux-ci en aient été avertis",
            "la coupure alléguée d’un réseau mobile dans deux provinces pendant neuf jours",
        ],
        "facts": [
            "Le {date}, le service aurait cessé de répondre aux messages des intéressés. Un avis aurait été envoyé dans une langue que peu d’entre eux lisent, et aucune voie de recours n’y aurait été indiquée.",
            "Les personnes concernées utiliseraient ce service depuis plusieurs années. Elles disent avoir appris la décision par d’autres. La réunion qu’elles demandaient n’aurait pas eu lieu.",
            "L’entreprise aurait publié l’année précédente des règles pour de tels cas. Il est allégué qu’elles n’ont pas été suivies, et que les personnes qui ont pris la décision ne les connaissaient pas.",
        ],
        "cited": "Nous rappelons notre lettre précédente du {date} ({code}), restée sans réponse.",
        "procedure": "Les procédures spéciales envoient des appels urgents et des lettres d’allégation, sans préjuger des faits.",
        "headings": ["1. Contexte", "2. Faits allégués"],
        "lead": [
            "Étant donné qu’il nous appartient de chercher à clarifier les cas portés à notre attention, nous vous serions reconnaissants de bien vouloir nous faire part de vos observations sur les points suivants :",
            "Nous vous prions de bien vouloir répondre aux questions suivantes :",
        ],
        "questions": [
            "Veuillez nous faire parvenir toute information ou tout commentaire complémentaire en relation avec les allégations ci-dessus.",
            "Veuillez indiquer les mesures prises par votre entreprise pour déceler, prévenir et atténuer les effets de la décision du 3 mai, avant et après celle-ci.",
            "Veuillez décrire la diligence exercée pour ce produit, en particulier :\na) qui a été entendu, et dans quelles langues ;\nb) ce qui a été changé à la suite.",
            "Veuillez expliquer comment les intéressés peuvent contester une décision, et combien de contestations ont abouti en 2097 et 2098.",
            "Quelle réparation a été offerte aux personnes concernées ? Si aucune ne l’a été, veuillez en donner la raison.",
            "Veuillez préciser si des autorités ont demandé cette mesure et, le cas échéant, en vertu de quelle loi.",
        ],
        "period": [
            "Nous serions reconnaissants de recevoir une réponse dans un délai de {days} jours.",
            "Une réponse de votre part dans les {days} jours serait appréciée.",
        ],
        "publication": [
            "Passé ce délai, cette communication, ainsi que toute réponse reçue de votre part, seront rendues publiques sur le site internet consacré aux rapports sur les communications.",
            "Cette lettre et votre réponse seront ensuite publiées sur notre site et figureront dans un rapport au Conseil des droits de l’homme.",
        ],
        "interim": [
            "Dans l’attente de votre réponse, nous vous prions de prendre toutes les mesures provisoires nécessaires pour faire cesser les atteintes alléguées et en éviter la répétition.",
        ],
        "press": "Nous pourrions exprimer publiquement nos préoccupations dans un proche avenir.",
        "also": [
            "Nous vous informons qu’une lettre sur le même sujet a également été envoyée au Gouvernement de la {state} et à {other}.",
            "Une lettre similaire a été adressée à {other}, ainsi qu’au Gouvernement de la {state}.",
        ],
        "closing": "Veuillez agréer, {name}, l’assurance de notre haute considération.",
        "annex": ["Annexe", "Annexe\nRéférences au droit international des droits de l’homme"],
        "annex_text": "Nous rappelons les normes applicables. Les Principes directeurs demandent aux entreprises de respecter les droits de l’homme et d’agir avec diligence.",
        "urgent": "Vu l’urgence, une réponse sur les premières mesures de protection serait la bienvenue sans attendre.",
        "policy": "le projet de conditions d’utilisation sur les contenus pour adultes, tel qu’annoncé",
    },
    "es": {
        "months": [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
        "date": "{d} de {m} de {y}",
        "list": "Mandatos {mandates}",
        "list_one": "Mandato {mandates}",
        "label": ["REFERENCIA:", "Ref.:", "REFERENCE:"],
        "and": " y ",
        "and_plain": " y ",
        "dear": "Estimado {name}:",
        "excellency": "Excelencia:",
        "ceo": "Director General",
        "mission": [
            "Su Excelencia",
            "Sr. {name}",
            "Embajador",
            "Representante Permanente",
            "Misión Permanente de {state} ante la Oficina de las Naciones Unidas",
        ],
        "capacity": [
            "Tenemos el honor de dirigirnos a usted en nuestra calidad de {mandates}, de conformidad con las resoluciones {resolutions} del Consejo de Derechos Humanos.",
            "Nos dirigimos a usted en nuestras calidades respectivas de {mandates}, con arreglo a las resoluciones {resolutions} del Consejo de Derechos Humanos.",
        ],
        "capacity_one": [
            "Tengo el honor de dirigirme a usted en mi calidad de {mandates}, de conformidad con la resolución {resolutions} del Consejo de Derechos Humanos."
        ],
        "received": [
            "En este contexto, quisiéramos señalar a su atención la información que hemos recibido en relación con {subject}.",
            "A este respecto, deseamos señalar a su atención la información recibida sobre {subject}.",
        ],
        "according": "Según la información recibida:",
        "subjects": [
            "la presunta retirada de una aplicación de noticias en varios países",
            "la presunta entrega de registros de cuentas de maestros sin aviso a los interesados",
            "las presuntas condiciones de trabajo de quienes revisan imágenes para un servicio de vídeo",
        ],
        "facts": [
            "El {date}, el servicio habría dejado de responder a los mensajes de los interesados. Se habría enviado un aviso en un idioma que pocos de ellos leen, sin indicar ninguna vía de reclamación.",
            "Las personas afectadas utilizarían el servicio desde hace varios años. Dicen que supieron de la decisión por terceros. La reunión que pidieron no habría tenido lugar.",
            "La empresa habría publicado el año anterior unas normas para tales casos. Se alega que no se siguieron, y que quienes tomaron la decisión no las conocían.",
        ],
        "cited": "Recordamos nuestra carta anterior de {date} ({code}), que no recibió respuesta.",
        "procedure": "Los procedimientos especiales envían llamamientos urgentes y cartas de alegación, sin prejuzgar los hechos.",
        "headings": ["1. Contexto", "2. Hechos alegados"],
        "lead": [
            "Es nuestra responsabilidad intentar aclarar todos los casos que se señalan a nuestra atención, por lo que le agradeceríamos sus observaciones sobre las cuestiones siguientes:",
            "Le rogamos que responda a las siguientes preguntas:",
        ],
        "questions": [
            "Sírvase proporcionar cualquier información o comentario adicional que tenga sobre las alegaciones mencionadas.",
            "Sírvase indicar las medidas que su empresa tomó para detectar, prevenir y mitigar los efectos de la decisión del 3 de mayo, antes y después de ella.",
            "Sírvase describir la diligencia debida respecto de este producto, en particular:\na) a quién se escuchó y en qué idiomas;\nb) qué se cambió como resultado.",
            "¿Cómo pueden los afectados impugnar una decisión, y cuántas impugnaciones prosperaron en 2097 y 2098?",
            "¿Qué reparación se ha ofrecido a las personas afectadas? Si no se ofreció ninguna, sírvase explicar por qué.",
            "Sírvase precisar si alguna autoridad pidió la medida y, en su caso, con arreglo a qué ley.",
        ],
        "period": [
            "Agradeceríamos recibir una respuesta en un plazo de {days} días.",
            "Le agradeceríamos que su respuesta nos llegara dentro de los {days} días siguientes.",
        ],
        "publication": [
            "Transcurrido este plazo, esta comunicación y toda respuesta que se reciba de su empresa se harán públicas a través del sitio web de informes sobre comunicaciones.",
            "Esta carta y su respuesta se publicarán después en nuestro sitio web y figurarán en un informe al Consejo de Derechos Humanos.",
        ],
        "interim": [
            "A la espera de su respuesta, le instamos a que adopte todas las medidas provisionales necesarias para poner fin a los presuntos daños y evitar que se repitan.",
        ],
        "press": "Podríamos expresar públicamente nuestras preocupaciones en un futuro próximo.",
        "also": [
            "Le informamos de que se ha enviado también una carta sobre el mismo asunto al Gobierno de {state} y a {other}.",
            "Una carta similar ha sido dirigida a {other}, así como al Gobierno de {state}.",
        ],
        "closing": "Acepte, {name}, la expresión de nuestra más distinguida consideración.",
        "annex": [
            "Anexo",
            "Anexo\nReferencias al derecho internacional de los derechos humanos",
        ],
        "annex_text": "Recordamos las normas aplicables. Los Principios Rectores piden a las empresas que respeten los derechos humanos y que actúen con la diligencia debida.",
        "urgent": "Dada la urgencia, una respuesta sobre las primeras medidas de protección sería bienvenida cuanto antes.",
        "policy": "el proyecto de condiciones de uso sobre contenidos para adultos, tal como se anunció",
    },
}

STATES: Final = {
    "en": ["Norway", "Ghana", "Uruguay", "Mongolia"],
    "fr": ["Suisse", "Belgique", "Tunisie"],
    "es": ["Chile", "Portugal", "Uruguay"],
}
COMPANIES: Final = {
    "en": [
        "Northlight Platforms Inc.",
        "Halden Networks ASA",
        "Quillon Labs, Inc.",
        "Demo Vision Ltd.",
        "Marram Holdings plc",
        "Kestrel",
    ],
    "fr": ["Clairval Télécom S.A.", "Groupe Valmont Images SAS", "Northlight Platforms Inc."],
    "es": ["Redes del Sur S.A.", "Grupo Almenara, S.A.", "Northlight Platforms Inc."],
}
OTHERS: Final = {
    "en": ["Tern Data Ltd.", "Osier Cloud GmbH"],
    "fr": ["Brume Nuages S.A.", "Tern Data Ltd."],
    "es": ["Nube Clara S.L.", "Tern Data Ltd."],
}
PEOPLE: Final = {
    "en": ["Mr. Adrian Fellowes", "Ms. Ruth Oyelaran", "Dr. Ines Harrow"],
    "fr": ["Mme Odile Ferrand", "M. Luc Bertin"],
    "es": ["Sr. Tomás Urrieta", "Sra. Elena Cifuentes"],
}
HOLDERS: Final = [
    "Amara Lindqvist",
    "Teodoro Brandt",
    "Salma Whitcombe",
    "Joon-ho Vasari",
    "Beatriz Okonjo",
    "Ravi Thorne",
    "Helga Mbeki",
    "Yusuf Larrain",
    "Clara Nakagawa",
    "Piotr Adeyemi",
    "Leila Strand",
    "Marco Dubrovnik",
    "Ada Quist",
]
FORMER: Final = {
    "minorities": "Independent Expert on minority issues",
    "vaw": "Special Rapporteur on violence against women, its causes and consequences",
    "women-girls": "Working Group on the issue of discrimination against women in law and in practice",
    "toxics": "Special Rapporteur on the adverse effects of the illicit movement and dumping of toxic and dangerous products and wastes on the enjoyment of human rights",
    "indigenous": "Special Rapporteur on the situation of human rights and fundamental freedoms of indigenous people",
    "hrd": "Special Representative of the Secretary-General on the situation of human rights defenders",
}
