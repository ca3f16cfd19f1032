/**
 * The words by which documents name things, as someone who keys in receipts, invoices, statements and forms all day would list
 * them: English first, with the Malay, German, French and Spanish that stand beside it on real paper. Matching is by
 * `labels.ts`, which forgives what OCR does to them; nothing here is about one shop or one layout.
 */

const phrases = {
  // What is to be paid. `grand_total` names the final figure itself; `total` may be one of several.
  grand_total: `grand total|nett total|net total|total due|amount due|total amount due|balance due|total payable|amount payable
    |total rounded|rounded total|total after rounding|total after adj|total after adjustment|nett amount|net amount|nett amt|net amt
    |total to pay|amount to pay|please pay|bill total|invoice total|total invoice|final total|order total|net payable|nett payable
    |jumlah besar|jumlah bersih|jumlah perlu dibayar|gesamtbetrag|gesamtsumme|rechnungsbetrag|endbetrag|zu zahlen|zahlbetrag|total ttc
    |net a payer|montant total|total a pagar|importe total|total amount payable|total payment due|total amt payable|payable amount`,
  total: `total|total amount|total amt|total sales|total sale|total price|total bill|total rm|total myr|jumlah|amaun|summe|gesamt|betrag
    |total charge|total charges|total payment|total value|total inclusive|total incl|total including|total with tax
    |takeout total|take out total|eat in total|dine in total|sales total|purchase total|transaction total|total eur|total usd
    |total gbp|total sgd|amount total|total net amount|total nett|montant|importe`,
  inclusive:
    'total inclusive|total incl|total including|total with tax|total with gst|with gst|with tax|w gst|after tax|after gst|inclusive of|inclusive|incl gst|incl sst|incl vat|incl tax|including gst|including tax|including vat|incl of|gst incl|tax incl|ttc|inkl mwst',
  exclusive: `excluding gst|excluding tax|excluding vat|excluding sst|excl gst|excl tax|excl vat|excl sst|exclusive of|exclusive|excluding|before tax
    |before gst|before vat|without tax|hors taxe|sub total ex|zzgl mwst|exkl mwst|taxable amount|excl|ex gst|ex vat|ex tax`,
  subtotal: `subtotal|sub total ex|subtotal ex|sub total|sub-total|sub ttl|total before tax|gross amount|gross amt|gross total|total gross|net sales|net subtotal|goods total|items total
    |zwischensumme|nettobetrag|netto|total ht|sous total|base imponible|amount before tax|total excl|total excluding|total net|item total
    |total sales excl|total sales excluding|total nett excl|merchandise total|taxable value|taxable sales|total taxable|sub total amount`,
  tax: `tax|gst|sst|vat|sales tax|service tax|svr tax|svc tax|total tax|total gst|total vat|tax total|tax amount|gst amount|gst amt|vat amount|gst payable
    |gst tax|mwst|ust|umsatzsteuer|mehrwertsteuer|tva|iva|hst|pst|qst|cgst|sgst|igst|cukai|gov tax|govt tax|government tax|output tax
    |state tax|city tax|local tax|total sst|add gst|add vat|consumption tax`,
  service_charge: `service charge|svc charge|serv charge|service chrg|svr chrg|svc chg|serv chg|service chg|s charge|srv charge|tips|gratuity|caj perkhidmatan|tip`,
  shipping:
    'shipping|delivery charge|delivery fee|freight|postage|shipping and handling|carriage|versandkosten|versand|frais de port',
  rounding: `rounding|rounding adj|rounding adjustment|rounding amt|rounding amount|round adj|round off|rnd adj|rounding diff|rounding difference|pelarasan
    |bundaran|pembundaran|penggenapan|bill rounding|round up|rounded`,
  discount: `discount|disc|total discount|item discount|member discount|less discount|bill discount|diskaun|rabatt|remise|descuento|voucher|rebate|coupon|promotion|promo disc
    |less|trade discount|disc amt|discount amount`,
  savings:
    'total savings|total saving|you saved|you save|savings|total saved|points|point balance|points earned|member points|jimat',
  cash: `cash|cash tendered|cash received|cash paid|tendered|tender|amount tendered|amount paid|amount received|paid|total paid|payment|payments|paid amount|tunai|tunai diterima|bayaran
    |bar|gegeben|bargeld|especes|efectivo|received|pay amount|cash amount|paid by cash|cash sales|cash rm|cash myr|total tendered|paid in cash|bayar`,
  card: `visa|mastercard|master card|master|debit card|credit card|card payment|amex|american express|mydebit|nets|eftpos|card|credit|debit|kredit|kad kredit
    |touch n go|e wallet|ewallet|grabpay|boost|paywave|visa card|bank card|ec karte|carte bancaire|tarjeta|cheque|paypal|maybank|bank transfer`,
  change: `change|change due|change amt|change amount|cash change|baki|baki duit|ruckgeld|wechselgeld|rendu|cambio|balance returned|your change|changes|total change|duit baki`,
  quantity_total: `total qty|total quantity|total items|total item|item count|no of items|number of items|items count|total pcs|total unit|total units|qty total|items sold|item sold|main item count
    |total pieces|jumlah kuantiti|bil item|item s|total no of items|total item s|count`,
  tax_summary: `gst summary|tax summary|vat summary|sst summary|gst analysis|vat analysis|tax analysis|summary of gst|gst breakdown|tax breakdown|tax code|vat breakdown|tax details|gst details|ringkasan cukai
    |vat rate|tax rate|mwst satz`,
  deposit: 'deposit|deposit paid|advance|prepaid|down payment|less deposit|amount credited|credit note',
  price_note:
    'price inclusive|prices inclusive|prices include|price includes|total includes|includes gst|includes tax|amount includes|including 6',

  // Numbers and names of the document itself.
  date: `date|invoice date|inv date|bill date|receipt date|date of issue|issue date|issued on|issued|dated|tarikh|datum|rechnungsdatum|date de facture|date facture|fecha|transaction date|trans date|txn date|trx date
    |purchase date|order date|doc date|document date|tax date|tax point|date of invoice|invoice dated|date time|date and time|statement date|application date|date signed|date of application|today s date
    |submission date|date submitted|date of submission|sale date|sales date|business date|dt|signed on|completed on|date completed|date of request|filing date`,
  due_date: `due date|payment due|due on|due by|pay by|payment due date|date due|pay before|payable by|fallig am|zahlbar bis|echeance|date d echeance|vencimiento|fecha de vencimiento|due`,
  other_date: `expiry|expiry date|exp date|expires|valid until|valid till|valid thru|valid to|valid from|card expiry|best before|delivery date|ship date|shipping date|return by|exchange before|check in|check out|effective date
    |print date|printed on|date printed|member since|next visit|renewal date|expiration|expiration date|start date|end date|service date|collection date`,
  document_number: `invoice no|invoice number|invoice|inv no|inv|inv number|invoice id|receipt no|receipt number|receipt|receipt id|bill no|bill number|bill|doc no|document no|document number|slip no|slip number|ref no
    |transaction no|trans no|transaction id|trans|trx no|check no|chk no|cheque no|order no|order number|ticket no|cash bill|cash bill no|cash sale no|cs no|cb|rechnungsnummer|rechnungs nr|rechnung nr|beleg nr|belegnummer
    |facture no|numero de facture|facture n|n de facture|factura no|numero de factura|no resit|no invois|no bil|tax invoice no|tax invoice number|bill id|credit note no|debit note no|receipt ref|inv ref|sales no|txn no|invoice ref
    |invoice num|document id|docket no|voucher no|sale no|cash memo no|statement no|statement number|invoice reference`,
  order_number: `po number|po no|p o no|purchase order|order ref|your order|customer po|delivery order|do no|quotation no|contract no|job no|project no|our ref|your ref|customer reference`,
  customer: `bill to|billed to|sold to|invoice to|customer|customer name|client|client name|attention|attn|ship to|deliver to|buyer|purchaser|messrs|rechnungsempfanger|kunde|client name|facture a|cliente|issued to|invoiced to
    |bill to party|billing address|bill to name|to|kepada|invoice for|recipient|company name|charge to|delivered to`,
  ship_to: 'ship to|deliver to|delivery address|shipping address|lieferadresse',
  from: 'from|seller|supplier|vendor|remit to|pay to|bill from|issued by|payable to|beneficiary',
  tax_id: `gst no|gst reg no|gst id|gst id no|gst reg|gst registration no|gst|vat no|vat reg no|vat number|vat id|vat reg|tax id|tax no|tax reg no|sst no|sst reg no|sst id|service tax no|abn|ein|tin|gstin|ust id|ust idnr|steuernummer
    |company reg no|company no|co no|co reg no|reg no|registration no|roc no|business reg no|brn|uen|ssm no|siret|siren|tax identification number|company registration no|gst registration number|company number|nif|cif|crn|rob no`,
  telephone: `tel|tel no|telephone|phone|phone no|phone number|telephone no|contact no|contact number|mobile|mobile no|hp|h p|hotline|fax|fax no|whatsapp|customer service|careline|daytime phone|daytime number|contact|day time phone|home phone|work phone|cell|cell phone
    |mobile number|telephone number|telefon|mobile phone|handphone|no telefon|contact phone|contact tel|toll free`,
  email: 'email|e mail|email address|e mail address|mail|website|web|homepage|facebook|www|emel|http|https',
  till: `cashier|served by|server|operator|salesperson|sales person|sales assistant|salesman|staff|attended by|waiter|clerk|terminal|terminal id|till|till no|pos|pos no|counter|register|table|table no|pax|covers|juruwang|station|trans no|shift
    |printed by|print by|store no|store|branch|mid|tid|batch no|approval code|auth code|trace no|member|member no|member card|card no|room no|guest|guests|token no|queue no|token|user|created by|time|masa|order type`,

  // Bank statements.
  statement_title: `bank statement|statement of account|account statement|statement of accounts|monthly statement|current account statement|savings account statement|statement|kontoauszug|releve de compte|extracto de cuenta
    |penyata akaun|penyata|statement of transactions|account activity|account summary|transaction history|checking account statement|consolidated statement|e statement|your statement`,
  account_number: `account number|account no|acct no|acc no|a c no|account|acct number|acct|iban|kontonummer|konto nr|no akaun|nombor akaun|numero de compte|compte no|numero de cuenta|a c number|account num|account id|a/c no|acc number`,
  account_holder: `account holder|account name|name of account holder|account holder name|account owner|kontoinhaber|titulaire|titular|nama|holder|prepared for|statement for|account title|name of account|customer name|in the name of|account holders`,
  period: `statement period|period|statement dates|for the period|period covered|statement from|billing period|transaction period|zeitraum|periode|tempoh|date range|statement cycle|for period|activity period|reporting period
    |period from|statement covers|covering period`,
  opening_balance: `opening balance|balance brought forward|brought forward|balance b f|b f|beginning balance|previous balance|starting balance|start balance|balance forward|anfangssaldo|alter saldo|solde initial|ancien solde|saldo inicial|saldo anterior
    |baki awal|baki permulaan|last statement balance|balance from last statement|initial balance|bal b f|balance at start|opening bal|balance b fwd|bal brought forward|balance last statement|previous statement balance`,
  closing_balance: `closing balance|ending balance|balance carried forward|carried forward|balance c f|c f|new balance|final balance|endsaldo|neuer saldo|schlusssaldo|solde final|nouveau solde|saldo final|saldo actual|baki akhir|current balance
    |end balance|balance at end|closing bal|statement balance|bal c f|balance c fwd|balance as of|available balance|bal carried forward|ledger balance|balance at close|ending bal|balance on`,
  money_in: `total deposits|deposits|total credits|total credit|credits|money in|paid in|total paid in|payments in|deposits and credits|total money in|receipts|gutschrift|total receipts|payments received|total in|credit total`,
  money_out: `total withdrawals|withdrawals|total debits|total debit|debits|money out|paid out|total paid out|payments out|withdrawals and debits|total money out|lastschrift|total payments|checks paid|total out|debit total|fees and charges`,
  bank: 'bank|banking|credit union|building society|sort code|branch code|swift|bic|routing number|swift code|savings account|current account|checking account|bsb|financial|sparkasse|banque|banco',
  balance_column: 'balance|running balance|saldo|solde|baki',

  // Forms.
  form_title: `form|application form|registration form|application|registration|claim form|enrolment form|enrollment form|request form|membership form|consent form|borang|borang permohonan|antrag|formular|formulaire|formulario|questionnaire
    |feedback form|order form|declaration form|intake form|application for|declaration|admission form|referral form|reimbursement form|change of address|membership application|patient registration`,
  name: `name|full name|applicant name|name of applicant|applicant s name|applicant|your name|patient name|member name|student name|employee name|claimant name|name of claimant|participant name|nama|nama penuh|vorname nachname|nom|nom et prenom
    |nombre|nombre completo|name in full|full legal name|legal name|name of patient|name as in passport|name of insured|print name|owner name|name of student|name of employee|customer full name|guest name`,
  first_name: 'first name|given name|given names|forename|forenames|first names|vorname|prenom',
  last_name: 'last name|surname|family name|nachname|nom de famille|apellido|apellidos',
  date_of_birth: `date of birth|birth date|dob|d o b|birthdate|born|birthday|tarikh lahir|geburtsdatum|date de naissance|fecha de nacimiento|born on|birth`,
  address: `address|home address|residential address|postal address|mailing address|street address|current address|permanent address|alamat|adresse|anschrift|direccion|correspondence address|address line 1|address line|present address
    |property address|registered address`,
  reference: `reference|reference no|reference number|ref no|ref|application no|application number|form no|form number|case no|case number|file no|registration number|claim no|claim number|policy number|policy no|membership number|membership no
    |our reference|reference id|ref number|application id|application ref|application reference|request no|request number|no rujukan|aktenzeichen|referenz|customer ref|form ref|case id|case ref|case reference|tracking no|submission id|control no`,
  form_part: `city|town|postcode|post code|zip code|zip|state|country|postal code|city state zip|address line 2|street|signature|signed|sign here|applicant signature|signature of applicant|gender|sex|male|female|nationality|marital status|occupation|for office use only|office use only|official use|block letters|block capitals|please print|please tick
    |tick|section a|section b|section 1|section 2|part a|part b|part 1|i declare|i hereby|declare that|consent|emergency contact|place of birth|passport no|passport number|nric|ic no|identity card|social security|ssn|employer
    |next of kin|contact person|emergency contact name|relationship|personal details|personal information|contact details|applicant details|middle name|terms and conditions|national insurance|citizenship|received by|processed by|approved by`,

  // What tells the type, and what ends a letterhead.
  receipt_word: `receipt|official receipt|sales receipt|cash receipt|cash bill|cash sale|cash sales|resit|quittung|kassenbon|bon|ticket de caisse|recu|recibo|thank you|thanks|please come again|come again|goods sold|not returnable
    |not refundable|non refundable|no refund|exchange within|terima kasih|vielen dank|merci|gracias|have a nice day|see you again|customer copy|merchant copy|dine in|take away|takeaway|simplified tax invoice|barang yang dijual
    |welcome|visit again|call again|shopping hours|business hours|opening hours|sila datang lagi|guest check|drive thru`,
  invoice_word: `invoice|tax invoice|commercial invoice|proforma invoice|sales invoice|rechnung|facture|factura|invois|credit note|debit note|statement of charges`,
  invoice_part: `payment terms|terms|net 30|net 14|net 15|net 60|30 days|remittance|bank details|please remit|unit price|purchase order|po number|late payment|make cheques payable|payable to|payment details|swift code|unit cost|hourly rate
    |invoice number|invoice date|bill to|due date|vat number|amount due|payment instructions|wire transfer|payment information|hours|line total|terms of payment|thank you for your business|payment method`,
  title_noise: `original|copy|duplicate|reprint|tax invoice|simplified tax invoice|cash|page|page 1|official receipt|void|training|order|bill|customer copy|reprinted|cash bill|delivery order|quotation|sales order|self billed invoice`,
  column: `description|item|items|qty|quantity|price|unit price|u price|u p|amount|amt|total price|unit cost|cost|rate|particulars|product|article|uom|unit|disc|s price|details|desc|transaction|transactions|debit|credit|balance|withdrawal|deposit
    |value date|artikel|menge|preis|einzelpreis|gesamtpreis|designation|quantite|prix|code|paid in|paid out|item code|line total|hours|service|amt rm|desc item|item desc|beschreibung|anzahl|cantidad|precio|concepto|keterangan|butiran|harga|kuantiti|money in|money out`,
} as const;

export type Concept = keyof typeof phrases;
const concepts = Object.keys(phrases) as Concept[];

/** Each concept's phrases, as written above. */
export const vocabulary: ReadonlyMap<Concept, readonly string[]> = new Map(
  concepts.map((concept) => [concept, phrases[concept].split('|').map((phrase) => phrase.replace(/\s+/g, ' ').trim())]),
);

/** What companies end their names with, in the forms OCR keeps; matched on words without their punctuation. */
export const legalForms = new Set(
  `SDN BHD BERHAD LTD LIMITED LLC LLP INC INCORPORATED CORP CORPORATION GMBH AG KG UG OHG PTY PTE PLC SA SARL SAS BV NV AB OY APS SRL SPA
    SB SL AS KGAA COMPANY CO`
    .trim()
    .split(/\s+/),
);

/** Kinds of business: a line with one of them is likely a company's name, though not unmistakably. */
export const businessWords = new Set(
  `ENTERPRISE ENTERPRISES TRADING TRADERS TRADER RESTAURANT RESTAURANTS RESTORAN RISTORANTE CAFE KOPITIAM BAKERY BISTRO HARDWARE STATIONERY
    BOOK BOOKS BOOKSTORE STORE STORES SHOP MART MINIMART MARKET SUPERMARKET HYPERMARKET PHARMACY FARMASI CLINIC KLINIK HOSPITAL HOTEL GIFT GIFTS DECO
    FLORIST HANDICRAFT SERVICE SERVICES HOLDINGS HOLDING INDUSTRIES INDUSTRY INTERNATIONAL SYARIKAT PERNIAGAAN KEDAI PASARAYA GROUP BROTHERS SONS
    SOLUTIONS CONSULTING SUPPLY SUPPLIES SUPPLIER MARKETING MOTOR MOTORS AUTO ELECTRICAL ELECTRIC ELECTRONICS ENGINEERING CONSTRUCTION FURNITURE
    FASHION BOUTIQUE OPTICAL SALON SPA STUDIO TECHNOLOGY TECHNOLOGIES SYSTEMS DESIGN PRINTING LOGISTICS TRANSPORT FOODS FOOD SEAFOOD KITCHEN HOUSE
    BANK BANQUE BANCO SPARKASSE INSURANCE FINANCE FINANCIAL UNION AGENCY COMPANY COMMUNICATIONS TELECOMMUNICATIONS PETROL STATION CENTRE CENTER COUNCIL
    CLUB ASSOCIATION SOCIETY UNIVERSITY COLLEGE SCHOOL DEPARTMENT MINISTRY AUTHORITY LABS WORKS PARTNERS ASSOCIATES DISTRIBUTION MANUFACTURING
    GROCERY GROCER PASAR PERABOT OPTIK EMPORIUM PERUSAHAAN KIOSK OUTFITTERS RUNCIT UBAT PUSAT BAKERIES CONFECTIONERY WORKSHOP GALLERY MEDIA DIGITAL ENERGY FARM GARDEN JEWELLERY TOYS SPORTS PHOTO DENTAL
    LAUNDRY VENTURES RESOURCES GLOBAL CORPORATE HEALTHCARE MEDICAL PLUMBING ROOFING CLEANING CATERING BREWERY COFFEE TEA PIZZA BURGER`
    .trim()
    .split(/\s+/),
);

/** Words that say a line belongs to an address: streets, parts of buildings, regions. */
export const addressWords = new Set(
  `JALAN JLN JL LORONG LRG LEBUH LEBUHRAYA PERSIARAN PESIARAN TAMAN TMN BANDAR KAMPUNG KG DESA SEKSYEN SECTION SEK LOT BLOK BLOCK BLK TINGKAT LEVEL FLOOR FLR GROUND
    UNIT SUITE STE WISMA MENARA PLAZA BANGUNAN BUILDING BLDG KOMPLEKS COMPLEX MALL CENTRE CENTER TOWER PERINDUSTRIAN INDUSTRIAL KAWASAN PARK ROAD RD STREET ST AVENUE AVE
    LANE LN DRIVE DR BOULEVARD BLVD HIGHWAY HWY SQUARE SQ CLOSE COURT CT WAY PLACE TERRACE CRESCENT QUAY PARADE BATU BT MUKIM OFF SC PUSAT DATARAN MEDAN
    STRASSE STR WEG PLATZ ALLEE RUE CALLE PLAZA VIA
    SELANGOR JOHOR PERAK KEDAH KELANTAN TERENGGANU PAHANG MELAKA MALACCA PENANG PINANG PULAU SABAH SARAWAK PERLIS NEGERI SEMBILAN WILAYAH PERSEKUTUAN PUTRAJAYA LABUAN
    KUALA LUMPUR BAHRU PETALING JAYA SHAH ALAM KLANG IPOH MALAYSIA SINGAPORE DARUL EHSAN TAKZIM
    USA UK ENGLAND LONDON AUSTRALIA DEUTSCHLAND GERMANY FRANCE CANADA IRELAND INDIA SPAIN ITALY`
    .trim()
    .split(/\s+/),
);
