"""Made-up German goals, and what an OKR coach would say about them: the coach agrees.

They were written before the rules looked at them, in the ways in which people write in Germany, Austria and Switzerland: with
the verb at the end, in second place or inside a noun, with and without umlauts and capitals, mixed with English words.
"""

import pytest

from northing.core.coaching import Subject, Verdict, coach

GOOD_KEY_RESULTS = """
NPS von 32 auf 45 steigern
Steigerung der Wiederkaufsrate von 18 % auf 25 %
Durchschnittliche Ladezeit der Startseite von 4,2 auf unter 2 Sekunden reduzieren
Die Anzahl zahlender Kunden wächst von 120 auf 200
Kündigungsquote im ersten Monat von 9 % auf 5 % senken
80 % der neuen Nutzer schließen das Onboarding innerhalb von 3 Tagen ab
Mindestens 90 % der Mitarbeitenden sagen, dass sie unsere Strategie verstehen
Bis Ende Q3 haben 60 % der Bestandskunden auf den neuen Tarif gewechselt
Wir gewinnen 12 neue Enterprise-Kunden
15 Neukunden aus dem DACH-Raum gewinnen
Umsatz pro Kunde um 15 % steigern
Monatlich wiederkehrender Umsatz steigt von CHF 80'000 auf CHF 110'000
MRR von 1.200.000 € auf 1.500.000 € erhöhen
Fluktuation auf höchstens 8 % senken
Zahl der Supportanfragen pro Woche halbieren
Die Fehlerquote sinkt um 30 %
eNPS steigt von 12 auf 30
100 % der Services laufen auf der neuen Plattform
Alle Mitarbeitenden haben die Sicherheitsschulung abgeschlossen
4 von 5 Kunden würden uns weiterempfehlen
Die Zeit bis zur ersten Antwort liegt bei unter 2 Std.
Reaktionszeit im Support: < 4 h statt heute 11 h
Kundenzufriedenheit von 7,8 auf 8,5 erhöhen
Conversion-Rate des Webshops von 1,8 % auf 2,5 % verbessern
Qualifizierte Leads pro Monat verdoppeln
Anteil der Frauen in Führungspositionen von 22% auf 30% erhöhen
Wir erzielen 3 Mio. EUR Umsatz mit Neukunden
Keine kritischen Sicherheitsvorfälle im Quartal
Null kritische Fehler in Produktion
70% aller Teams führen ihre Check-ins wöchentlich durch
Verfügbarkeit der Plattform beträgt mindestens 99,9 %
App-Bewertung von 3,9 auf 4,5 Sterne verbessern
20 % weniger Retouren
Krankenstand von 6 % auf 4 % reduziert
50 % der Anfragen werden ohne Rückfrage gelöst
Unsere Stammkunden bestellen im Schnitt 3 statt 2 Mal pro Quartal
Time-to-Hire von 60 auf 35 Tage verkürzen
Mind. 500 Anmeldungen für den Newsletter-Kurs
Die Weiterempfehlungsrate der Bewerber:innen liegt bei über 75 %
Testabdeckung von 40 % auf 70 % erhöhen
Anteil pünktlicher Lieferungen auf 98 % steigern
Deckungsbeitrag pro Auftrag um 5 Prozentpunkte erhöhen
Bewerbungen je Stelle von 8 auf 20
Durchlaufzeit eines Antrags von 14 auf 5 Tage senken
9 von 10 Patienten fühlen sich gut informiert
Die CO2-Emissionen pro Sendung sinken um 12 %
CHF 250'000 neue Aufträge bis Jahresende gewonnen
Wir erreichen 1'000 aktive Nutzer pro Woche
Ausgangswert für die Kundenzufriedenheit ermitteln
Baseline für die Antwortzeit messen
Abbruchrate im Checkout von 68 % auf 55 % gesenkt
Mitarbeiterzufriedenheit auf 8 von 10 steigern
Jede dritte Bestellung kommt von einem Stammkunden
30 % der Neukunden kommen über Empfehlungen
Zwei Drittel der Mitarbeiter:innen nutzen das Tool jede Woche
Steigere den NPS von 40 auf 60
Die Zahl der Bewerbungen pro Stelle steigt von 10 auf 20
nps von 20 auf 40 steigern
kuendigungsquote auf unter 3 % senken
Reduktion der Absprungrate von 60 % auf 40 %
Bis zum 31.12. nutzen 80 % der Mitarbeitenden das neue Intranet
Durchschnittliche Bewertung im App-Store von mind. 4,5
Wir haben 500 neue Newsletter-Abonnenten
5 neue Referenzkunden
Umsatz mit Bestandskunden: +12 %
Erhöhung des Anteils wiederkehrender Besucher um 10 Prozentpunkte
Wir verkürzen die Durchlaufzeit von 10 auf 6 Tage
Wir haben den NPS von 32 auf 45 gesteigert
Der durchschnittliche Warenkorb ist auf CHF 85 gestiegen
Kosten pro Lead von 80 € auf 50 € reduzieren
Mindestens 3 von 4 Teams bewerten die Zusammenarbeit mit 8 oder besser
95% der Rechnungen innert 30 Tagen bezahlt
Onboarding-Dauer halbieren
Umsatz im Onlineshop verdreifachen
Gewinnung von 10 neuen Vertriebspartnern
Uptime ≥ 99,95 %
Krankheitstage pro Kopf: von 9 auf 7
Anzahl der Bugs in Produktion um die Hälfte reduzieren
Alle Kundenanfragen werden innerhalb von 24 Stunden beantwortet
Mehr als 1'500 Personen nehmen an unseren Anlässen teil
20 Mio. € Auftragseingang
Auslastung der Maschinen zwischen 80 und 90 % halten
85 % der Lernenden bestehen die Prüfung im ersten Anlauf
Jeder Mitarbeiter hat mindestens einmal mit einem Kunden gesprochen
Trefferquote der Prognose von 60 auf 80 %
Antwortrate bei der Mitarbeiterumfrage liegt über 80 %
Wir erhalten von 50 % der Kunden eine 5-Sterne-Bewertung
Wir verkaufen 2'000 Abos
CO2-Ausstoss je Paket um 8 % tiefer
Das Produkt erreicht eine Nutzungsrate von 40 %
Die Rücklaufquote verdoppelt sich
Verkürzung der Einarbeitungszeit neuer Mitarbeitender auf 4 Wochen
NPS > 50
Der Anteil digital eingereichter Anträge beträgt 70 %
Abschlussquote 15 % → 22 %
Monatliche Kündigungen unter 1%
Mitarbeiter*innen-Zufriedenheit von 3,4 auf 4,2
Weniger als 5 Beschwerden pro Monat
Kein Kunde wartet länger als 10 Minuten
Top-3-Ranking bei Google für 10 Suchbegriffe
Wir sind in 5 neuen Städten verfügbar
Anzahl Support-Tickets pro 100 Nutzer von 12 auf 6
Verbesserung der Kundenzufriedenheit von 7 auf 9
Testlauf-Zeit von 45 min auf 10 min reduzieren
Wir steigern die Wiederkaufsrate unserer Bestandskunden von 22 auf 30 Prozent.
Erhöhe die Zahl der aktiven Teams um das Doppelte
Die Hälfte aller Anfragen wird über das Selfservice-Portal gelöst
90% der Kandidat:innen würden sich wieder bei uns bewerben
Wir haben unsere Stornoquote um 4 Prozentpunkte gesenkt.
Neue Kunden brauchen höchstens 10 Minuten bis zum ersten Ergebnis
In 95% der Fälle wird die Lieferzeit eingehalten
Rohertrag steigt auf 2,4 Mio. CHF
Die Liefertreue beträgt 97 Prozent (Q1: 91 Prozent)
Jedes Team hat mindestens 3 Kundengespräche pro Monat ausgewertet und daraus 1 Entscheid getroffen
Bei 10 Kunden ist unser Produkt im täglichen Einsatz
Verkaufszahlen des Abos um 30 % gesteigert
Die Mitarbeiterfluktuation ist auf unter 7 % gefallen
Wir sind in den Top 5 der App-Store-Charts
Google-Bewertung mind. 4,6 Sterne
Zwei Referenzkunden aus der Pharmabranche gewonnen
Deployments pro Woche von 2 auf 10
Kunden lösen 70 % ihrer Probleme ohne Support
Der Umsatz aus Serviceverträgen wächst um CHF 300'000.-
Durch gezielte Massnahmen reduzieren wir die Ausschussquote von 5 % auf 2 %
Stromverbrauch je produzierter Einheit -10 %
Die mittlere Wartezeit im Callcenter sinkt von 3 Min. auf 45 Sek.
100 Schulen nutzen unsere Lernplattform
Alle Führungskräfte führen monatliche Entwicklungsgespräche
Anteil Frauen im Kader >= 35 %
Höhere Conversion: 3 % statt 2,1 %
75 % der Teilnehmenden bewerten das Training mit mindestens 4 von 5 Punkten
MTTR kleiner als 30 Minuten
Wir generieren 200 qualifizierte Leads
Fünf Pilotkunden verlängern ihren Vertrag
Die Mitarbeitenden geben unserer Führung im Schnitt eine 8
Kosten pro Ticket um CHF 5 reduziert
Anzahl offener Stellen sinkt von 14 auf 6
Kundenumfrage: 85 % zufrieden oder sehr zufrieden
40 Prozent weniger Nacharbeit in der Montage
Mindestumsatz von 50k pro Standort
1 von 3 Leads wird zum Kunden
Time-to-Market um 25% reduzieren
Täglich aktive Nutzer: 1.200 -> 2.000
Wir haben einen NPS von 60
Wir haben die Anzahl unzufriedener Kunden von 14 auf 5 reduziert
Unsere Trainings werden im Schnitt mit 4,6 bewertet
Die ersten 50 Kunden haben ein Jahresabo abgeschlossen
Bruttomarge verbessert sich von 31 auf 36 Prozent
Kein Team hat mehr als 10 offene Bugs
Wir liefern 98 % der Bestellungen am nächsten Tag aus
Mitarbeitende empfehlen uns als Arbeitgeber weiter (eNPS ≥ 40)
Spenden von Neuspender:innen: CHF 120k
Die Nutzung des Selfservices steigt auf 45 % aller Anfragen
20 % des Umsatzes kommen aus neuen Produkten
Jedes dritte Ticket wird beim ersten Kontakt gelöst
Die Rezertifizierung nach ISO 27001 ist bestanden
Mehrfachbesucher: 25 % → 40 %
Im Durchschnitt vergehen weniger als 5 Tage zwischen Idee und Test
Die Abhängigkeit vom grössten Kunden sinkt von 40 % auf 25 % des Umsatzes
Wir halten den Krankenstand unter 4 %
Mindestens 8 von 10 Teilnehmern wenden das Gelernte nach 30 Tagen an
Erstlösungsquote 75 %
Offertquote von 1:5 auf 1:3 verbessern
Kundenabwanderung um ein Drittel senken
5'000 Testfahrten gebucht
Unsere Reichweite auf LinkedIn um 40 % erhöhen
Innerhalb von 6 Monaten 30 neue Händler gewinnen
Der ROI unserer Kampagnen liegt bei mindestens 3
Antwortzeiten < 200 ms für 95 % der Requests
Steigerung der monatlich wiederkehrenden Umsätze (MRR) von 50.000 € auf 75.000 €
Erhöhung der durchschnittlichen Verweildauer auf der Website von 1:30 auf 2:30 Minuten
Durchschnittlicher Bestellwert steigt um 10 %
Organischen Traffic um 50% steigern
Wir erreichen einen Google-Score von 95
Gewinnung von 1.000 neuen Newsletter-Abonnenten
Die Mitarbeiterbefragung ergibt einen Zufriedenheitswert von mindestens 80 %
Von 50 Mitarbeitenden haben 45 ihre persönlichen Entwicklungsziele erreicht
Die durchschnittliche Bearbeitungszeit pro Anfrage wird von 48 h auf 24 h verkürzt
90 % der Projekte werden im Budget abgeschlossen
Bei mindestens 70 % der Neukunden erfolgt der erste Login am selben Tag
Reduzierung der Einarbeitungszeit um 30 %
Unser Produkt wird in 3 Fachmedien positiv erwähnt
Die Zahl der Neuanmeldungen pro Woche liegt stabil über 200
Wir konnten die Prozesskosten um 15 % senken
Net Promoter Score: 40 → 55
Customer Effort Score von 4,1 auf 3,0
Wir haben 30 % mehr Erstgespräche als im Vorquartal
Anteil der Nutzer, die nach 30 Tagen noch aktiv sind, von 25 % auf 40 % steigern
Weniger als 2 % der Buchungen werden storniert
250 Unternehmen haben unsere App installiert
Verdopplung der qualifizierten Leads
Unsere Follower-Zahl auf LinkedIn wächst auf 10.000
Fehlerfreie Lieferungen: 99,5 %
75 % aller Meetings enden pünktlich
Wir erzielen in allen 5 Filialen eine Kundenbewertung von mind. 4,3
Der Anteil manueller Buchungen geht von 60 % auf 20 % zurück
Die Beteiligung an der Umfrage steigt von 55 % auf 75 %
Drei Bestandskunden erweitern ihren Vertrag
Wartezeit am Schalter max. 5 Minuten
Wir haben 3 neue Großkunden mit je mindestens 100k € ARR unter Vertrag
90 % der Führungskräfte haben das Feedbacktraining besucht und wenden es an
Der Bekanntheitsgrad in der Zielgruppe steigt von 12 % auf 20 %
Wir bearbeiten 95 % der Anfragen am selben Tag
Die Kosten für externe Dienstleister liegen unter CHF 200'000
Wir besetzen 80 % der offenen Stellen innerhalb von 60 Tagen
Die Konversionsrate von Angebot zu Auftrag beträgt 35 %
2 von 3 neuen Features werden von mehr als 30 % der Nutzer verwendet
Mindestens 60 Teilnehmende beim Community-Treffen
Pro Woche melden sich 20 Eltern in der App an
Wir erhöhen die Weiterempfehlungsquote von 60 auf 75 %
Alle Teams arbeiten mit OKR
Sales Cycle von 90 auf 60 Tage verkürzen
Unser Podcast erreicht 5.000 Hörer pro Folge
Die Kundenbewertung auf Trustpilot klettert von 3,8 auf 4,4
"""

BAD_KEY_RESULTS = """
Neue Website launchen
Website live schalten
CRM-System einführen
Einführung eines neuen CRM-Systems
Aufbau eines Partnerprogramms
10 Blogartikel veröffentlichen
5 Workshops mit Kunden durchführen
Durchführung von drei Schulungen für Führungskräfte
Wir führen 20 Kundeninterviews durch
Marketingkonzept erstellen
Das Konzept für die neue Preisstruktur ist erstellt
Strategie 2027 ist verabschiedet
Neue Software implementiert
Onboarding-Prozess überarbeiten
Kundenzufriedenheit steigern
Umsatz erhöhen
Mehr Kunden gewinnen
Bessere Zusammenarbeit im Team
Website schneller machen
Deutlich mehr Umsatz
Effizientere Prozesse
Die Kommunikation im Team verbessern
Codequalität verbessern
Social-Media-Kanäle regelmässig bespielen
3x pro Woche auf LinkedIn posten
Jede Woche einen Newsletter versenden
Zwei neue Entwickler einstellen
Stelle Head of Sales ausschreiben
Wettbewerbsanalyse durchführen
Analyse der Kundenbedürfnisse abgeschlossen
API-Dokumentation vervollständigen
Migration in die Cloud abschliessen
Alte Server abschalten
Roadmap für 2027 definieren
Top 10 Bugs fixen
Teamevent organisieren
Messeauftritt vorbereiten
OKR-Software auswählen und ausrollen
Wir haben ein neues Logo
Feedbackkultur etablieren
Produktlaunch im Mai
Redesign der App
8 Webinare
Rollout des ERP bis 30.6.
Wir erarbeiten eine gemeinsame Vision
Prozesse dokumentieren und optimieren
Massnahmen zur Steigerung der Zufriedenheit definieren
Mitarbeitende besser einbinden
Führe jede Woche ein Retro durch
Erstelle einen Kommunikationsplan
Landingpage fuer das neue Produkt bauen
Gespräche mit 15 Partnern führen
Neues Preismodell testen
Datenschutzkonzept umsetzen
Kundenbindung stärken
Steigerung der Effizienz
Wir unterstützen das Vertriebsteam
Pilotprojekt mit 2 Kunden starten
Die neue Lagerhalle ist in Betrieb
Newsletter aufsetzen
newsletter verschicken
Neue Landing Page erstellen
Mehr Traffic auf der Website
Wir führen 10 Kundeninterviews
Die Stakeholder sind informiert
Das Team ist vollständig
Website ist live
App im Store veröffentlicht
12 Blogposts schreiben und auf LinkedIn teilen
Jeden Monat ein Webinar veranstalten
Konzept für Kundenbindungsprogramm ausarbeiten, abstimmen und präsentieren
Wir stellen einen Produktmanager ein
Wir bauen ein Dashboard auf
Buchhaltung auf neue Software umstellen
Budgetplanung für 2027
Rebranding abschließen
Kick-off mit allen Abteilungen
Vier Podcast-Folgen produzieren
Gute Stimmung im Team
Zufriedene Kunden
Pressemitteilung herausgeben
Datenbank migrieren
Umsetzung der DSGVO-Anforderungen
Konzeption und Umsetzung einer Employer-Branding-Kampagne
Steigerung der Markenbekanntheit
Erhöhung der Kundenzufriedenheit
Bestehende Kunden besser betreuen
Regelmässige Feedbackgespräche führen
Lieferanten evaluieren
Die neue Preisliste wurde eingeführt
Vertriebsmitarbeiter schulen
Schulung aller Mitarbeitenden
Implementierung von SSO
Ein Konzept liegt vor
Bugs beheben
Social Media ausbauen
Neue Märkte erschliessen
Wir testen drei neue Kanäle
Standort Hamburg eröffnen
Schnellere Auslieferung
Mobile App releasen (iOS und Android)
Recruiting-Prozess optimieren
2 Fachartikel pro Monat publizieren
6 Sprints abschliessen
Technische Schulden abbauen
launch der neuen app
einführung scrum
Durchfuehrung einer Mitarbeiterbefragung
Kundenfeedback einholen
Ein Handbuch für neue Mitarbeitende schreiben
Wir entwickeln ein neues Vergütungsmodell
Einstellung von 3 Entwicklern
Ausbau des Partnernetzwerks
Werbekampagne schalten
Auf 3 Messen ausstellen
Bewerberportal ist aufgesetzt und getestet
Die Evaluation der CRM-Anbieter ist abgeschlossen.
Prozesslandkarte liegt vor
Kundenportal geht live
Wir setzen ein Ticketsystem auf
Ein neues Intranet wird lanciert
Alle zwei Wochen ein Sprint-Review durchführen
20 Bewerbungsgespräche führen
Unsere Website modernisieren
Stärkung der Marke
Optimierung der Lieferkette
Transparente Kommunikation
Arbeitgeberattraktivität erhöhen
Performance der Website verbessern
Wir werden schneller
Weniger Meetings
Mehr Qualität in der Produktion
Interne Abläufe verschlanken
Cross-Selling fördern
Vorbereitung der ISO-Zertifizierung
Einen Innovationsworkshop moderieren
Testautomatisierung einführen
Release 2.0 ausrollen
Workshopreihe "Agiles Arbeiten" mit 6 Terminen
Mitarbeitergespräche mit allen Mitarbeitenden führen
Strategie erarbeiten und kommunizieren
Roadmap mit Stakeholdern abstimmen
5 neue Features releasen
YouTube-Kanal starten
Wir überprüfen unsere Verträge
Neue Verpackung designen
CI/CD-Pipeline aufsetzen
Datenmodell dokumentiert
Lagerbestand inventarisieren
Ein Lead-Scoring-Modell ist implementiert
Kund*innenbefragung durchführen
Wir organisieren 4 Meetups
Pflege des CRM
Bestandskunden anrufen
Rechnungen pünktlich versenden
Wir wollen besser werden
Einarbeitungsplan erstellen und einführen
Recherche zu neuen Märkten
Führungskräfte coachen
Wir evaluieren drei CRM-Systeme
Lancierung der Kampagne "Sommer"
Kick-off durchgeführt, Team aufgestellt, Budget bewilligt
Es gibt ein Konzept für die Nachfolgeplanung
Neue Stellenbeschreibungen verfassen und online stellen
Teilnahme an der Hannover Messe
Fertigstellung des Prototyps
Wir sind auf Instagram aktiv
Kundenbefragung auswerten und Massnahmen ableiten
Ein OKR-Training pro Team
Interne Wissensdatenbank aufbauen
Bessere Ladezeiten
Unsere Kommunikation ist transparenter
Wir holen Angebote von 3 Lieferanten ein
Projektabschluss bis Ende September
Aufgaben klar verteilen
Start der Betaphase
Implementierung des neuen Lohnsystems zu 100 %
Pipeline füllen
Zusammenarbeit mit Hochschulen intensivieren
Steigerung der Bekanntheit auf Social Media
4 Newsletter versendet
Das Intranet wurde komplett überarbeitet und im Juni veröffentlicht
Bildung einer Arbeitsgruppe
Mitarbeiterhandbuch v2 publizieren
Marktforschung durchführen
Umfrage unter 100 Kunden durchführen
Erstellung von 10 Werbevideos
Neue Recruiting-Kanäle testen
Website-Relaunch abgeschlossen
Jährliches Firmenfest planen
Kooperation mit Universität aufbauen
Wir besuchen 4 Konferenzen
Onboarding-Handbuch fertigstellen
Alle Stellenanzeigen überarbeiten
Interviews mit 15 Nutzern führen und auswerten
Kundenservice verbessern
Steigerung der Mitarbeitermotivation
Regelmäßiger Austausch mit dem Vertrieb
Das Produkt ist benutzerfreundlich
SEO-Optimierung der Website
Einführung von wöchentlichen 1:1-Gesprächen
Neue Features entwickeln
Wir haben die neue Preisstrategie definiert
Go-live der neuen Plattform
Launch von 2 neuen Produkten
Projektplan liegt bis Ende April vor
Positives Feedback der Kunden
Ausarbeitung eines Schulungsprogramms für Führungskräfte
Im Monat 4 Blogbeiträge veröffentlichen
Social Media Posts erstellen
Mehr Sichtbarkeit auf LinkedIn
Kosten reduzieren
Installation der neuen Maschine
CRM-Daten bereinigen
Ein Mentoring-Programm ins Leben rufen
Die IT-Landschaft konsolidieren
Jeder Mitarbeiter nimmt an einem Workshop teil und wir dokumentieren die Ergebnisse
Neue Kollegin im Marketing einarbeiten
Kanban-Board einrichten und pflegen
Drehen eines Imagefilms
Wir haben eine klare Strategie
Kunden regelmässig informieren
Betriebsrat einbinden
Konkurrenzanalyse
Preise erhöhen
Ideenworkshop mit dem Team
Standardisierung der Angebotsvorlagen
Mindestens 10 Gespräche mit Investoren führen
Barrierefreiheit der Website prüfen
Umsetzungsplan steht
"""

GOOD_OBJECTIVES = """
Die großen Anbieter durch Nähe überflügeln
Bezaubere jeden Gast schon an der Tür
Den Wettbewerb mit Freundlichkeit bezwingen
Wir begeistern unsere Kunden vom ersten Tag an
Unsere Kunden lieben es, mit uns zu arbeiten
Wir werden zur ersten Adresse für nachhaltige Mode in der Schweiz
Der attraktivste Arbeitgeber der Region werden
Neue Kolleginnen und Kollegen fühlen sich ab dem ersten Tag zu Hause
Unser Support ist so gut, dass Kunden davon erzählen
Einkaufen bei uns macht so viel Freude wie ein Besuch auf dem Wochenmarkt
Wir machen es kinderleicht, die Steuererklärung einzureichen
Wir sind der Partner, dem Ärztinnen und Ärzte vertrauen
Die beliebteste Lern-App für Familien werden
Unsere Teams liefern mutig und mit Leidenschaft
Wir revolutionieren die Art, wie Gemeinden mit Bürgern sprechen
Den deutschen Markt mit unserem Produkt erobern
Jeder im Unternehmen versteht, wohin wir wollen und warum
Unsere Plattform läuft so stabil, dass niemand mehr über sie spricht
Kunden finden in Sekunden, was sie suchen
Wir schaffen eine Kultur, in der Fehler Lernchancen sind
Ein Produkterlebnis schaffen, das unsere Nutzer weiterempfehlen
Unsere Filialen zum Lieblingsort im Quartier machen
Wir sind bereit für nachhaltiges Wachstum
Wir sind der attraktivste Arbeitgeber in unserer Region
Begeistere unsere Nutzer mit einer unschlagbaren Performance
Ein unvergessliches Onboarding-Erlebnis schaffen
Unser Marketing ist der Motor für unser Wachstum
Wir gewinnen das Vertrauen mittelständischer Unternehmen
Unsere Mitarbeitenden kommen gerne zur Arbeit
Wir machen Datenanalyse für alle zugänglich
Wir etablieren uns als führender Anbieter für grüne Logistik
Mit unserem neuen Produkt den Markt im Sturm erobern
Wir arbeiten als ein Team und feiern Erfolge gemeinsam
Unsere Kundinnen und Kunden fühlen sich bei jedem Anruf ernst genommen
Wir bauen das beste Produktteam der Schweiz auf
Der Checkout ist so einfach, dass niemand mehr abbricht
Pflegende haben wieder Zeit für ihre Patientinnen und Patienten
Wir befähigen unsere Teams, selbst zu entscheiden
Bestandskunden zu begeisterten Fans machen
Unsere Software ist die erste Wahl für Handwerksbetriebe
Wir helfen Eltern, Beruf und Familie entspannt zu verbinden
Neue Kunden erleben schon am ersten Tag den Wert unseres Produkts
Wir schaffen die Grundlage für profitables Wachstum
Wir sind die erste Wahl für junge Familien
Unsere Bewerber erleben einen Prozess, den sie weiterempfehlen
Einen Ort schaffen, an dem Talente wachsen
Unsere Kunden erreichen ihre Ziele schneller als je zuvor
Wir begeistern Entwickler mit einer API, die sofort funktioniert
Ein Team, in dem jeder Verantwortung übernimmt
Mit Freude und Tempo in neue Märkte
Wir gestalten die Zukunft der Mobilität in unserer Stadt
Unsere Website überzeugt Besucher auf den ersten Blick
Verlässlicher Partner unserer Lieferanten werden
Wir leben eine offene Feedbackkultur
Kunden lieben unseren Service
Jede Patientin versteht ihre Behandlung
Die Produktion läuft wie ein Schweizer Uhrwerk
Wir überraschen den Markt mit einem Produkt, das Spass macht
Den Kundenservice zum Aushängeschild unserer Firma machen
Neue Mitarbeitende sind vom ersten Tag an produktiv und willkommen
Das Vertrauen unserer Kunden zurückgewinnen
Der einfachste Weg, ein Konto zu eröffnen
Wir sind als Organisation fit für die Zukunft
Wir sind der verlässlichste Lieferant unserer Branche
Unsere Kunden bekommen Antworten, bevor sie fragen
Lernen wird Teil unseres Alltags
Wir bringen Leichtigkeit in die Buchhaltung kleiner Firmen
Ein Arbeitsplatz, auf den man sich am Montag freut
Die Stadtbibliothek ist das Wohnzimmer der Stadt
Unser Produkt verkauft sich von selbst
Wir setzen neue Maßstäbe in der Pflegequalität
Unsere Entwickler liefern schnell und angstfrei
Jedes Kind in unserer Gemeinde lernt gerne
Wir verwandeln Reklamationen in Vertrauen
Wir bieten unseren Kunden ein herausragendes Einkaufserlebnis
Unser Onboarding sorgt für echte Wow-Momente
Wir machen unsere Marke in Österreich bekannt und beliebt
Ein Hochleistungsteam werden, das füreinander einsteht
Wir sind Innovationsführer in der Branche
Wir schaffen ein Arbeitsumfeld, in dem sich alle wohlfühlen
Unsere Produktqualität setzt Maßstäbe im Markt
Die Kundschaft vertraut uns blind
Eine lebendige Lernkultur etablieren
Wir wachsen gesund und profitabel
Unsere App wird zum täglichen Begleiter
Den besten Kundenservice der Branche bieten
Wir sind Marktführer für nachhaltige Verpackungen in Europa
Wir haben das beste Team der Branche
Eine Unternehmenskultur schaffen, die Menschen anzieht
Großartiges Kundenerlebnis schaffen
Unsere Nutzer finden sich sofort zurecht
Wir stellen den Kunden in den Mittelpunkt unseres Handelns
Den DACH-Markt mit Begeisterung erobern
Wir geben unseren Teams die Freiheit, Großes zu schaffen
Unsere Marke steht für Verlässlichkeit
Wir liefern Software, auf die sich Spitäler verlassen
Unsere Partner verdienen gerne Geld mit uns
Bewerbende entscheiden sich aus Überzeugung für uns
Wir senken die Hürden für den Einstieg in die Solarenergie
Aus Interessenten werden treue Kunden
Die Verwaltung ist so einfach wie Online-Shopping
Wir werden als Arbeitgeber in der Region wahrgenommen und geschätzt
Jeder Kunde findet bei uns seine Lösung
"""

BAD_OBJECTIVES = """
Umsatz um 20 % steigern
Umsatz steigern
Einführung von SAP
Neue Website launchen
Onboarding verbessern
Kundenzufriedenheit verbessern
NPS auf 50 erhöhen
Marketing
Website-Relaunch
CRM implementieren
Prozesse optimieren
Besser werden
Mehr Kunden
10 neue Kunden gewinnen
Kosten senken
Weiterhin guten Service bieten
Aktuelles Umsatzniveau halten
Digitalisierung vorantreiben
Wir führen ein neues Ticketsystem ein
Steigerung der Mitarbeiterzufriedenheit
Qualität verbessern
Produkt weiterentwickeln
Mehr Transparenz
Migration auf Kubernetes
Erstellung einer neuen Vertriebsstrategie
Churn reduzieren
Effizienz steigern
Zusammenarbeit zwischen Marketing und Vertrieb verbessern
Monolith in Microservices aufteilen
Neues Büro beziehen
Recruiting
Neues Logo einführen
OKR einführen
Die Nummer der Supporttickets um 30% reduzieren
Bis Ende Jahr 1 Mio. Umsatz erzielen
Vertrieb stärken
Bessere Kommunikation
Kundenservice optimieren
Umsetzung der neuen Richtlinie
Website überarbeiten
Wir optimieren unsere internen Prozesse
Performance der App verbessern
Gewinn maximieren
Projekt Phoenix abschliessen
Sichtbarkeit erhöhen
Mehr Leads generieren
5 neue Features ausliefern
Wachstum
Wir führen agile Methoden ein
Neukundengewinnung
Mitarbeiterbindung verbessern
Reduzierung der Kosten
Bekanntheit steigern
ISO-Zertifizierung erhalten
Datenqualität erhöhen
3 neue Märkte erschließen
Neues CRM
Dashboard bauen
Vertriebsprozess digitalisieren
Wir implementieren ein neues ERP-System
Führungskräfteentwicklung
Erfolgreicher sein
Effizienz und Qualität steigern
Marktanteil auf 15 % ausbauen
Fluktuation senken
Besserer Kundenservice
Durchführung von Kundenworkshops
Mitarbeiter schulen
Social-Media-Strategie entwickeln
Betrieb sicherstellen
Wie bisher gute Qualität liefern
Umzug ins neue Büro
Rollout von Microsoft Teams
Optimierung der Prozesse
Datenmigration abschliessen
Die Website schneller machen
Ladezeit unter 2 Sekunden
Backend refactoren
Umsatzwachstum
Gute Zusammenarbeit
Projektmanagement-Tool einführen
Steigerung des EBIT
HR
Optimierung der IT-Infrastruktur
Bessere Prozesse schaffen
Mehr Umsatz machen
Die Kundenzufriedenheit auf 90 % bringen
Erarbeitung eines Leitbildes
Kunden zufriedenstellen
Qualitätsmanagement
Schulungskonzept entwickeln und umsetzen
Kontinuierliche Verbesserung
Mitarbeiterzufriedenheit erhöhen
Launch der neuen App
Mehr Effizienz
Umsatz von 1 Mio. auf 2 Mio. Euro verdoppeln
Website verbessern
Team aufbauen
Internationalisierung
Wir wollen mehr verkaufen
CRM-Einführung
Vertriebskosten senken
Arbeitsprozesse standardisieren
Implementierung von Salesforce im Vertrieb
Digitales Marketing ausbauen
Personalentwicklung
Wir launchen die neue App
Umsatzsteigerung
Steigerung der Effizienz
Mehr Neukunden gewinnen
Kundenportal entwickeln
Serverumzug
Schnellere Prozesse
Support entlasten
Bestehendes Geschäft weiterführen
Unsere Abläufe effizienter gestalten
Organisation weiterentwickeln
Einkaufskosten um 5 % reduzieren
Neue Büroräume beziehen
"""


def verdict(text: str, subject: Subject) -> Verdict:
    return coach(text, subject, language="de").verdict


@pytest.mark.parametrize("text", GOOD_KEY_RESULTS.strip().splitlines())
def test_a_good_key_result_is_ok(text: str) -> None:
    assert verdict(text, Subject.KEY_RESULT) is Verdict.OK


@pytest.mark.parametrize("text", BAD_KEY_RESULTS.strip().splitlines())
def test_a_bad_key_result_is_not_ok(text: str) -> None:
    assert verdict(text, Subject.KEY_RESULT) is Verdict.NOT_OK


@pytest.mark.parametrize("text", GOOD_OBJECTIVES.strip().splitlines())
def test_a_good_objective_is_ok(text: str) -> None:
    assert verdict(text, Subject.OBJECTIVE) is Verdict.OK


@pytest.mark.parametrize("text", BAD_OBJECTIVES.strip().splitlines())
def test_a_bad_objective_is_not_ok(text: str) -> None:
    assert verdict(text, Subject.OBJECTIVE) is Verdict.NOT_OK
