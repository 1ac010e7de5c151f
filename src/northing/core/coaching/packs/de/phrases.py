"""German words and phrases that give something away, folded. Phrases have at most four words; adjectives stand without endings."""

from northing.core.coaching.sentence import Mark

from .spelling import folded

MARKS: dict[Mark, frozenset[str]] = {
    Mark.VAGUE: folded("""
besser, verbessert, mehr, gut, optimal, bestmöglich, deutlich, signifikant, erheblich, massiv, spürbar, merklich,
nachhaltig besser, schneller, schnell, einfacher, leichter, günstiger, stärker, höher, tiefer, niedriger, größer,
grösser, sauber, verschiedene, diverse, einige, viele, mehrere, möglichst, so viel wie möglich,
so schnell wie möglich, asap, zeitnah, angemessen, ausreichend, genügend, effektiv, effektiver, effizient,
effizienter, insgesamt, usw, etc, und so weiter, dinge, sachen, benutzerfreundlich, hochwertig, modern, moderner,
regelmäßig, regelmässig, häufig, häufiger, oft, öfter, weniger, positiv, glücklich, glücklicher, zufrieden,
zufriedener, erfolgreich, intensiver, gezielter, aktiver, weiter, stetig, laufend, entsprechende, relevante,
smarter, sichtbarer, sicherer, gewisse, vermehrt
"""),
    Mark.USUAL: folded("""
weiterhin, wie bisher, wie gehabt, tagesgeschäft, weiter so, wie gewohnt, wie immer, daily business,
business as usual, fortlaufend, status quo, nach wie vor, auch künftig, weitermachen, laufender betrieb,
laufenden betrieb
"""),
    Mark.NEGATIVE: folded("""
nicht, kein, keine, keinen, keinerlei, nie, niemals, nicht mehr, vermeiden, verhindern, stoppen, aufhören,
verlieren, verzichten, bekämpfen, unterlassen, keine mehr
"""),
    Mark.VANITY: folded("""
seitenaufrufe, page views, pageviews, impressions, impressionen, likes, follower, followers, downloads,
app-downloads, views, klicks, clicks, seitenbesuche, website-besuche, website-besucher, besuche, webseitenbesucher,
websitebesucher, website-traffic, traffic, registrierte nutzer, abrufe, videoaufrufe, aufrufe, shares, retweets,
abonnenten, newsletter-abonnenten, seitenzugriffe
"""),
    Mark.KPI: folded("""
umsatz, umsätze, gewinn, marge, ebit, ebitda, churn, churn-rate, nps, conversion, conversion-rate, conversionrate,
konversionsrate, mrr, arr, csat, marktanteil, marktanteile, kosten, net promoter score, kundenzufriedenheit,
mitarbeiterzufriedenheit, retention, retention-rate, leads, cac, ltv, clv, uptime, profitabilität, rentabilität,
verrechenbarkeit, auftragseingang, wachstumsrate, fluktuation, fluktuationsrate, produktivität, deckungsbeitrag,
ertrag, erträge, einnahmen, traffic, rendite, abschlussquote, auslastung, abwanderungsrate, kündigungsquote,
verkäufe, neukunden, verkaufszahlen, absatz, enps, quote, kundenzahl, nutzerzahl, nutzerzahlen, wirtschaftlichkeit,
cashflow, liquidität, kundenbindungsrate, bounce-rate, absprungrate, krankenstand
"""),
    Mark.TECHNOLOGY: folded("""
kubernetes, docker, microservices, microservice, react, angular, vue, aws, azure, gcp, cloud, datenbank,
datenbanken, postgres, postgresql, mysql, mongodb, api, apis, backend, frontend, codebasis, codebase, ci/cd, ci,
cd, jenkins, terraform, kafka, redis, graphql, sdk, python, java, rust, golang, typescript, javascript,
refactoring, monolith, monolithen, server, infrastruktur, tech-stack, technische schulden, technischen schulden,
tech debt, architektur, systemarchitektur, devops, blockchain, serverless, legacy-system, altsystem,
data warehouse, data lake, sap, s/4hana, salesforce, hubspot, jira, elasticsearch, hadoop, linux, cluster,
framework, gitlab, github, sharepoint, openshift, cilium, dagger, complicated-subsystem, plattform-teams,
platform-teams
"""),
    Mark.VALUE: folded("""
kunde, kunden, kundin, kundinnen, kund:innen, kundschaft, nutzer, nutzerin, nutzerinnen, nutzende, user, anwender,
anwenderin, menschen, mensch, mitarbeiter, mitarbeitende, mitarbeiterinnen, patienten, patientinnen, schüler,
studierende, partner, partnerinnen, entwickler, entwicklerinnen, käufer, alle, jeder, jede, community, geschäft,
umsatz, wachstum, vertrauen, nutzen, mehrwert, wert, gäste, leser, leserinnen, familien, bürger, bürgerinnen, team,
teams, member, members, markt, marke, kollegen, kolleginnen, talente, zielgruppe, fans, verkäufer, unternehmen,
führungskräfte, bewerber, bewerberinnen, besucher, welt, gesellschaft, organisation, lieferanten, händler, eltern,
kinder, region, stadt, arbeitgeber, arbeitgeberin
"""),
    Mark.OUTSIDE: folded("""
wettbewerber, wettbewerb, konkurrenz, konkurrenten, regierung, politik, gesetzgeber, gesetzgebung, regulierung,
regulator, aktienkurs, börsenkurs, wetter, konjunktur, wirtschaftslage, zinsen, wechselkurs, inflation, pandemie,
ölpreis, energiepreise
"""),
    Mark.SLOW: folded("""
jährlich, pro jahr, jahresumsatz, im jahr, markenbekanntheit, marktanteil, marktanteile, customer lifetime value,
kultur, unternehmenskultur, fünf jahre, lebenserwartung, jahresziel, jahresergebnis, jahresgewinn
"""),
    Mark.JARGON: folded("""
synergie, synergien, synergieeffekte, paradigma, paradigmenwechsel, ganzheitlich, holistisch, low-hanging fruits,
low hanging fruits, best-in-breed, next-gen, leveragen, quick wins, mindshare, thought leadership, cutting-edge,
disruptiv, game changer, gamechanger, end-to-end, omnichannel, stakeholder-alignment, core competencies,
kernkompetenzen heben, value proposition, best practices, learnings, growth hacking, deep dive,
operational excellence, stream-aligned, complicated-subsystem, enabling-teams, hebeln, skaleneffekte, go-to-market,
360-grad, t-shaped, target operating model, digital first, mehrwertorientiert
"""),
    Mark.ASPIRATION: folded("""
begeistern, begeistert, freut, freuen, begeisterung, lieben, liebt, geliebt, lieblings, lieblingsmarke, liebe,
beste, besten, bester, bestes, weltklasse, erstklassig, einfachste, einfachsten, schnellste, schnellsten,
sicherste, sichersten, stärkste, stärksten, beliebteste, beliebtesten, attraktivste, attraktivsten, innovativste,
innovativsten, erste wahl, ersten wahl, nummer eins, nummer 1, nr 1, führend, führende, führender, führenden,
marktführer, marktführerin, vorreiter, vorreiterin, pionier, pioniere, vorbild, leuchtturm, magnet, unschlagbar,
unverzichtbar, unvergesslich, herausragend, hervorragend, exzellent, exzellenz, außergewöhnlich, aussergewöhnlich,
einzigartig, einmalig, nahtlos, mühelos, kinderleicht, reibungslos, legendär, inspirieren, inspiriert,
inspirierend, wow, stolz, leidenschaft, leidenschaftlich, unglaublich, fantastisch, magisch, vertrauen, vertraut,
vertrauensvoll, traum, träume, herz, herzen, berühmt, großartig, grossartig, wunderbar, wegweisend, zukunftsfähig,
nachhaltig, gerne, gern, freude, spaß, spass, mit freude, top, glänzen, strahlen, revolutionieren, maßstab,
massstab, maßstäbe, massstäbe, neue maßstäbe, goldstandard, standard für, motor, champion, kraftvoll, mutig,
lebendig, begehrt, begehrteste, gefragt, gefragteste, unwiderstehlich, kinderspiel, selbstverständlich, heimat,
zuhause, zu hause, wohl, wohlfühlen, aufblühen, bereichern, faszinieren, erobern, gewinner, stark, starke, gesund,
gesunde, top of mind, dreh- und angelpunkt, erster anlaufpunkt, erste adresse, ersten adresse, anlaufstelle,
perfekt, atemberaubend, beeindrucken, mitreißend, mitreissend, unabhängig, bekannt, anerkannt, bevorzugt,
bevorzugte, erlebbar, jederzeit, meistern, von anfang an, vom ersten tag an, auf anhieb
"""),
    Mark.ANYBODYS: folded("""
unternehmen, firma, organisation, markt, märkte, produkt, produkte, service, welt, branche, land, anbieter, marke,
exzellenz, operative, operativen, erfolg, erfolgreich, qualität, leistung, überhaupt, weltweit, am markt, im markt
"""),
    Mark.PURPOSE: folded("""
damit, sodass, so dass, um zu, wodurch, weil, dadurch, so können, so können wir, so dass wir, und dadurch, und so,
denn, zugunsten, zur steigerung, zur verbesserung, zur senkung, zur erhöhung, zum wohl, mit dem ziel, welche,
welcher, welches
"""),
    Mark.ALL: folded("""
alle, allen, aller, jede, jeder, jedes, jedem, jeden, sämtliche, sämtlichen, null, kein, keine, keinen, keiner,
niemand, ganze, gesamte, gesamten, doppelt, doppelt so viele, hälfte, jegliche, ausnahmslos, 100%, lückenlos
"""),
    Mark.GAMEABLE: folded("""
anrufe, tickets, geschlossene tickets, codezeilen, e-mails, mails, story points, storypoints, velocity, meetings,
commits, klicks, clicks, gelöste tickets, reaktionszeit, antwortzeit, time-to-hire, bearbeitungszeit, leads,
downloads, registrierungen, anmeldungen, follower, bewerbungen, arbeitsstunden, termine, kontakte
"""),
    Mark.LOVED: folded("""
zufriedenheit, kundenzufriedenheit, csat, nps, qualität, bindung, retention, qualifizierte, qualifiziert, ohne,
während, gleichzeitig, bei gleichbleibend, bei gleicher, mindestens gleich, wiederkehrend, wiederkehrende, aktive,
aktiven, zahlende, zahlenden, fehlerquote, nacharbeit, reklamationen
"""),
    Mark.COMPARED: folded("""
branchendurchschnitt, marktdurchschnitt, branchenschnitt, als im vorjahr, als im letzten jahr, als letztes jahr,
als im vorquartal, als im letzten quartal, als im vormonat, zum vorjahr, zum vorquartal, zum vormonat,
gegenüber vorjahr, gegenüber dem vorjahr, gegenüber dem vorquartal, gegenüber vorquartal, im vorjahresvergleich,
vorjahresquartal, als die konkurrenz, als der wettbewerb, als bisher, als geplant, doppelt so viele,
doppelt so viel, doppelt so hoch, doppelt so schnell, halb so viele, halb so viel, halb so lange, als zuvor,
über plan, über budget, unter budget
"""),
    Mark.ATTAINED: folded("""
zertifikat, zertifiziert, bestanden, bestehen, rezertifizierung, akkreditierung, akkreditiert, zulassung,
zugelassen, bewilligung, patent, profitabel, break-even, break even, breakeven, gewinnschwelle, kostendeckend,
finanzierungsrunde, börsengang, audit bestanden, gütesiegel, award, letter of intent, baubewilligung, förderzusage,
schwarze zahlen, schwarzen zahlen, zertifizierung erhalten, zertifizierung bestanden, iso-zertifiziert,
ce-kennzeichnung
"""),
    Mark.DONE: folded("""
live, online, fertig, bereit, produktiv, abgeschlossen, released, gelauncht, in betrieb, im einsatz, verfügbar,
lanciert, go-live, golive, go live, ready, erledigt, startklar, aufgegleist, in arbeit, done, gemacht,
einsatzbereit, vorhanden, etabliert, verabschiedet, unter dach und fach, ausgerollt
"""),
}

LIKELY: tuple[tuple[frozenset[str], str, str, bool], ...] = tuple(
    (folded(words), question, measure, less)
    for words, question, measure, less in (
        (
            "website, webseite, webshop, shop, onlineshop, homepage, landingpage, landing-page, seite, webauftritt, online-auftritt",
            "was tun Besucher öfter, wenn sie online ist?",
            "die Anmeldungen pro Woche über die Website",
            False,
        ),
        (
            "crm, salesforce, hubspot",
            "was kann der Vertrieb damit, was er heute nicht kann?",
            "den Anteil der Kundengespräche, die im CRM erfasst sind,",
            False,
        ),
        (
            "onboarding, onboarding-flow, onboarding-prozess, einarbeitung, onboarding-programm",
            "was gelingt neuen Leuten früher?",
            "den Anteil der Neuen, die in der ersten Woche ihre erste Aufgabe erledigen,",
            False,
        ),
        (
            "newsletter, mailing, e-mail, mail, e-mails",
            "was tun die Leser danach?",
            "die Antworten und Anmeldungen pro Ausgabe",
            False,
        ),
        (
            "blog, artikel, blogartikel, blogbeitrag, blogpost, beitrag, content, whitepaper, e-book, podcast, video, fachartikel",
            "was sollen Leser als Nächstes tun?",
            "die qualifizierten Leads pro Monat aus Inhalten",
            False,
        ),
        (
            "webinar, event, veranstaltung, konferenz, meetup, messe, anlass, roadshow, kundenanlass",
            "was tun die Teilnehmenden danach?",
            "die qualifizierten Leads pro Veranstaltung",
            False,
        ),
        (
            "kampagne, werbung, marketing, anzeige, werbekampagne, marketingkampagne",
            "wer kauft oder meldet sich deswegen an?",
            "die Neukunden pro Monat aus Kampagnen",
            False,
        ),
        (
            "schulung, training, workshop, kurs, weiterbildung, coaching, seminar",
            "was machen die Leute danach anders?",
            "den Anteil der Teilnehmenden, die es im Alltag anwenden,",
            False,
        ),
        (
            "dokumentation, handbuch, wiki, leitfaden, anleitung, faq",
            "welche Frage stellt danach niemand mehr?",
            "die Supportfragen pro Woche, die die Dokumentation beantwortet hätte,",
            True,
        ),
        (
            "test, testabdeckung, testautomatisierung, tests, qa",
            "welche Fehler kommen nicht mehr bei Kunden an?",
            "die Fehler pro Release, die Kunden finden,",
            True,
        ),
        (
            "migration, cloud, aws, azure, kubernetes, server, plattform, infrastruktur, sap, erp",
            "was wird für wen günstiger, schneller oder sicherer?",
            "den Anteil der Arbeit, die auf der neuen Plattform läuft,",
            False,
        ),
        (
            "refactoring, architektur, codebase, codebasis, monolith",
            "was geht dem Team danach schneller von der Hand?",
            "die Tage von der Idee bis zum Release",
            True,
        ),
        (
            "app, feature, funktion, produkt, version, mvp, release, prototyp",
            "wer nutzt es, und wofür?",
            "den Anteil aktiver Nutzer, die es jede Woche verwenden,",
            False,
        ),
        (
            "dashboard, report, bericht, reporting, analytics, kennzahlen, controlling",
            "welche Entscheidungen fallen damit?",
            "den Anteil der Wochenentscheide, die sich darauf stützen,",
            False,
        ),
        (
            "rekrutierung, recruiting, kandidaten, stelle, stellen, neueinstellung, anstellung, entwickler",
            "was kann das Team mit den neuen Leuten?",
            "den Anteil der Stellen, die in 45 Tagen besetzt sind,",
            False,
        ),
        (
            "umfrage, interview, befragung, kundeninterview, studie, marktanalyse, nutzerinterview",
            "welche Entscheidung soll sich dadurch ändern?",
            "den Anteil der Roadmap-Entscheide, die auf Kundenaussagen beruhen,",
            False,
        ),
        (
            "meeting, retrospektive, teamevent, feedback, mitarbeitergespräch, 1:1, offsite, sitzung",
            "was ist danach für die Beteiligten anders?",
            "den Anteil des Teams, dem das Feedback hilft,",
            False,
        ),
        (
            "prozess, workflow, richtlinie, strategie, plan, roadmap, konzept, massnahme, maßnahme, leitbild",
            "was läuft besser, wenn alle danach arbeiten?",
            "den Anteil der Fälle, die ohne Nacharbeit durchlaufen,",
            False,
        ),
        (
            "anruf, verkaufsgespräch, akquise, demo, kundenbesuch",
            "wie viele davon sagen Ja?",
            "die Erstgespräche pro Woche, aus denen eine Offerte wird,",
            False,
        ),
        ("preis, preismodell, offerte, angebot", "was machen Käufer dann anders?", "den Umsatz pro Neukunde", False),
        (
            "security, sicherheit, audit, compliance, iso, dsgvo, zertifizierung",
            "welches Risiko wird kleiner?",
            "die offenen Befunde mit hoher Dringlichkeit",
            True,
        ),
        (
            "partner, partnerschaft, empfehlungsprogramm, partnerprogramm",
            "was bringen die Partner?",
            "die Neukunden pro Monat über Partner",
            False,
        ),
        (
            "support, helpdesk, chatbot, ticket, ticketsystem, hotline",
            "worauf warten Kunden nicht mehr?",
            "die Stunden, bis eine Kundenfrage gelöst ist (Median),",
            True,
        ),
        (
            "linkedin, instagram, social media, facebook, tiktok, some, post, posting",
            "was tun die Leute danach, die es sehen?",
            "die Anmeldungen pro Monat über Social Media",
            False,
        ),
        (
            "tool, system, software, lösung, automatisierung, integration, schnittstelle",
            "was erledigen die Leute damit in weniger Zeit?",
            "die Stunden Handarbeit pro Woche",
            True,
        ),
    )
)
"""What probably changes: words of the work, a question, the measure as it is put behind "Steigern", and whether less is better."""
