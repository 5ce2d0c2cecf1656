// What the pretend Telegram app itself says, in the language of each phone. The bot's words come from its catalogs.

export const APP = {
  en: {
    message: "Message", start: "Start", bot: "bot", typing: "typing…", edited: "edited", deleted: "Deleted from this chat",
    send: "Send", voice: "Record a voice note", sticker: "Send a sticker", play: "Play the voice note", menu: "Commands",
    copied: "Copied", silent: "without a sound", qr: "The link as a picture to scan", opens: "opens outside Telegram",
    about: "What can this bot do?", hello: "A companion between two meetings with your therapist.",
    blocked: "Interlude is blocked.", unblock: "Unblock",
  },
  uk: {
    message: "Повідомлення", start: "Почати", bot: "бот", typing: "пише…", edited: "змінено", deleted: "Видалено з чату",
    send: "Надіслати", voice: "Записати голосове", sticker: "Надіслати наліпку", play: "Прослухати голосове", menu: "Команди",
    copied: "Скопійовано", silent: "без звуку", qr: "Посилання як малюнок", opens: "відкриється поза Telegram",
    about: "Що вміє цей бот?", hello: "Супутник між двома зустрічами з терапевтом.",
    blocked: "Interlude заблоковано.", unblock: "Розблокувати",
  },
  ar: {
    message: "رسالة", start: "ابدأ", bot: "بوت", typing: "يكتب…", edited: "عُدّلت", deleted: "حُذفت من هذه المحادثة",
    send: "إرسال", voice: "تسجيل رسالة صوتية", sticker: "إرسال ملصق", play: "تشغيل الرسالة الصوتية", menu: "الأوامر",
    copied: "نُسخ", silent: "بلا صوت", qr: "الرابط كصورة", opens: "يُفتح خارج تيليغرام",
    about: "ماذا يفعل هذا البوت؟", hello: "رفيق بين لقاءين مع معالجك.",
    blocked: "تم حظر Interlude.", unblock: "إلغاء الحظر",
  },
};

const LOCALES = { en: "en-GB", uk: "uk", ar: "ar-SY-u-nu-latn" };

export function words(language) {
  return APP[language] || APP.en;
}

export function clockOf(seconds, phone) {
  return format(seconds, phone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

export function dayOf(seconds, phone) {
  return format(seconds, phone, { weekday: "long", day: "numeric", month: "long" });
}

export function countOf(seconds, phone) {
  const digits = new Intl.NumberFormat(LOCALES[phone.language], { minimumIntegerDigits: 2 });
  const first = new Intl.NumberFormat(LOCALES[phone.language]);
  return `${first.format(Math.floor(seconds / 60))}:${digits.format(seconds % 60)}`;
}

function format(seconds, phone, parts) {
  const form = new Intl.DateTimeFormat(LOCALES[phone.language], { timeZone: phone.zone, ...parts });
  return form.format(new Date(seconds * 1000));
}
