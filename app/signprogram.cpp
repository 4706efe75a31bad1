// SPDX-License-Identifier: GPL-3.0-or-later
#include "signprogram.h"

#include "clock.h"
#include "keyplace.h"
#include "messagebytes.h"
#include "pastedmessage.h"
#include "signatureverdict.h"
#include "signoptions.h"
#include "standardstreams.h"
#include "terminal.h"
#include "vaultworker.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr qint64 kLongestMessage = qint64(1) << 20;
constexpr int kPassphraseAttempts = 3;
constexpr qsizetype kShownAtEnds = 30;
constexpr auto kConsentWord = "SIGN"_L1;

Result<QByteArray> typedMessage(Terminal *terminal)
{
    if (!terminal)
        return fail(ErrorCode::ValidationError,
                    u"The message is read from a terminal that this program does not control. Give it as a "
                    "file: --message-file."_s);
    const auto typed =
        terminal->askMessage(u"Paste the message, then press Ctrl-D (Ctrl-C gives up).\n"_s, kLongestMessage);
    if (!typed)
        return fail(ErrorCode::Cancelled, u"The message was given up; nothing was signed."_s);
    return *typed;
}

Result<QByteArray> readMessageFile(const QString &path, const QString &name)
{
    QFile file(path);
    const bool opened =
        path.isEmpty() ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened)
        return fail(ErrorCode::StorageFailure,
                    u"The message in %1 cannot be read: %2."_s.arg(name, file.errorString()));
    return file.read(kLongestMessage + 1);
}

Result<QByteArray> readMessage(const SignOptions &options, Terminal *terminal)
{
    const bool fromStream = options.messageFile.isEmpty();
    const QString name = fromStream ? u"standard input"_s : options.messageFile;
    auto message = fromStream && standardInputIsTerminal() ? typedMessage(terminal)
                                                           : readMessageFile(options.messageFile, name);
    if (message && message->size() > kLongestMessage)
        return fail(ErrorCode::ValidationError, u"The message in %1 is longer than 1 MiB."_s.arg(name));
    if (message && message->isEmpty())
        return fail(ErrorCode::ValidationError, u"There is no message in %1."_s.arg(name));
    return message;
}

/// How a reading begins and ends, which is where readings differ.
QString ends(const QByteArray &bytes)
{
    const QString text = showMessageBytes(bytes).text.remove(u'\n');
    if (text.size() <= kShownAtEnds * 2)
        return u"“%1”"_s.arg(text);
    return u"“%1” … “%2”"_s.arg(text.left(kShownAtEnds), text.right(kShownAtEnds));
}

QString choiceText(const PastedReading &reading, const SignOptions &options)
{
    const LoneChallenge judged = judgeLoneChallenge(reading.bytes, options.expected, SystemClock().now());
    const QString kind = judged.kind == LoneChallenge::Kind::FreeText
                             ? QString()
                             : u"; so read it is a machine identity challenge"_s;
    return u"%1, %2 bytes: %3%4"_s.arg(reading.name).arg(reading.bytes.size()).arg(reading.words, kind);
}

Result<QByteArray> namedReading(const QList<PastedReading> &readings, const SignOptions &options)
{
    QStringList names;
    for (const PastedReading &reading : readings) {
        if (reading.name == options.bytes)
            return reading.bytes;
        names.append(reading.name);
    }
    return fail(ErrorCode::ValidationError,
                u"--bytes: of this message there is no reading \"%1\", but %2."_s.arg(options.bytes,
                                                                                      names.join(u", "_s)));
}

/// Which bytes are meant: nothing is taken off that the user did not say.
Result<QByteArray> chosenBytes(const QByteArray &message, const SignOptions &options, Terminal *terminal)
{
    const QList<PastedReading> readings = readingsOfPaste(message);
    if (!options.bytes.isEmpty())
        return namedReading(readings, options);
    if (readings.size() == 1)
        return readings.first().bytes;
    QStringList choices;
    for (const PastedReading &reading : readings)
        choices.append(choiceText(reading, options));
    if (!terminal)
        return fail(ErrorCode::ValidationError,
                    u"Which bytes are meant? Say so with --bytes. "_s + choices.join(u" · "_s));
    terminal->say(
        u"The message came with an indent, CRLF or a line end at its end. Which bytes are meant?\n"_s);
    for (qsizetype i = 0; i < readings.size(); ++i)
        terminal->say(u"\n%1  %2\n   %3\n"_s.arg(i + 1).arg(choices.at(i), ends(readings.at(i).bytes)));
    const auto typed = terminal->ask(u"\nNumber (nothing to give up): "_s);
    bool isNumber = false;
    const int number = typed.value_or(QString()).trimmed().toInt(&isNumber);
    if (!isNumber || number < 1 || number > readings.size())
        return fail(ErrorCode::Cancelled, u"None of the readings was chosen; nothing was signed."_s);
    return readings.at(number - 1).bytes;
}

void show(Terminal &terminal, const QByteArray &message, const QString &judgement)
{
    const MessageBytes shown = showMessageBytes(message);
    // Joined, not filled in: the message may hold %1.
    terminal.say(u"\nExactly these bytes are signed:\n\n"_s + shown.text + u"\n\n"_s +
                 QString::number(shown.byteCount) + u" bytes, EIP-191 digest "_s + shown.digest + u'\n' +
                 judgement + u'\n');
    if (!shown.conspicuous.isEmpty())
        terminal.say(u"Careful: it holds characters that can deceive the eye (%1).\n"_s.arg(
            shown.conspicuous.join(u", "_s)));
    if (!shown.mixedWords.isEmpty())
        terminal.say(u"Careful: a word mixes letters of several scripts ("_s +
                     shown.mixedWords.join(u", "_s) + u").\n"_s);
    if (shown.hasWideGap)
        terminal.say(u"Careful: it goes on below more than three empty lines.\n"_s);
}

/// Whether these bytes may be signed at all; free text only after the word.
Result<void> agree(Terminal &terminal, const QByteArray &message, const SignOptions &options)
{
    const LoneChallenge judged = judgeLoneChallenge(message, options.expected, SystemClock().now());
    if (judged.kind == LoneChallenge::Kind::Unsound)
        return fail(ErrorCode::PreconditionFailed, judged.text);
    if (judged.kind == LoneChallenge::Kind::FreeText && !options.freeMessage)
        return fail(ErrorCode::PreconditionFailed,
                    judged.text + u" Add --free-message if it is to be signed all the same."_s);
    show(terminal, message, judged.text);
    if (judged.kind == LoneChallenge::Kind::Sound)
        return {};
    const auto word =
        terminal.ask(u"Muster does not know what this means. Type SIGN to sign it all the same: "_s);
    if (word != QString(kConsentWord))
        return fail(ErrorCode::Cancelled, u"The word SIGN was not typed; nothing was signed."_s);
    return {};
}

Result<void> openVault(VaultWorker &vault, const SignOptions &options)
{
    const auto there = vault.open();
    if (!there)
        return Failure(there.error());
    if (!*there)
        return fail(ErrorCode::VaultRefused, u"There is no vault in %1."_s.arg(options.vaultFolder));
    if (!vault.vault()->holds(options.signer))
        return fail(ErrorCode::KeyMissing, u"The vault in %1 does not hold the key of %2."_s.arg(
                                               options.vaultFolder, options.signer.text()));
    return {};
}

Result<void> unlock(VaultWorker &vault, Terminal &terminal)
{
    for (int attempt = 1;; ++attempt) {
        const auto passphrase = terminal.askSecret(u"Passphrase of the vault: "_s);
        if (!passphrase)
            return fail(ErrorCode::Cancelled, u"No passphrase was typed; nothing was signed."_s);
        auto unlocked = vault.unlock(*passphrase, {});
        if (unlocked || unlocked.error().code != ErrorCode::PassphraseWrong || attempt == kPassphraseAttempts)
            return unlocked;
        terminal.say(unlocked.error().message + u'\n');
    }
}

/// The passphrase may have been long in coming: a challenge is judged once more at the moment of signing.
Result<QString> sign(VaultWorker &vault, const QByteArray &message, const SignOptions &options)
{
    const LoneChallenge judged = judgeLoneChallenge(message, options.expected, SystemClock().now());
    const bool isSound = judged.kind != LoneChallenge::Kind::Unsound;
    const Address &signer = options.signer;
    const auto signature =
        isSound ? vault.sign(signer, message) : fail(ErrorCode::PreconditionFailed, judged.text);
    vault.lock();
    const auto locked = vault.noteLock(isSound ? u"Signed"_s : u"Refused"_s);
    if (!signature || !locked)
        return Failure(signature ? locked.error() : signature.error());
    return textOnceItHolds(*signature, message, signer);
}

Result<QString> carryOut(const SignOptions &options)
{
    const auto terminal = Terminal::open();
    const auto message = readMessage(options, terminal.get());
    if (!message)
        return Failure(message.error());
    const auto bytes = chosenBytes(*message, options, terminal.get());
    if (!bytes)
        return Failure(bytes.error());
    if (!terminal)
        return fail(ErrorCode::ValidationError,
                    u"The passphrase is asked for on the terminal, and there is none."_s);
    const SystemClock clock;
    VaultWorker vault(options.vaultFolder, journalOfVault(options.vaultFolder), clock, {});
    if (const auto opened = openVault(vault, options); !opened)
        return Failure(opened.error());
    if (const auto agreed = agree(*terminal, *bytes, options); !agreed)
        return Failure(agreed.error());
    if (!SecureBytes::memoryIsLocked())
        terminal->say(u"The system does not lock memory for this program: the passphrase may reach the swap "
                      "file.\n"_s);
    if (const auto unlocked = unlock(vault, *terminal); !unlocked)
        return Failure(unlocked.error());
    return sign(vault, *bytes, options);
}

} // namespace

int runSign(const QStringList &arguments, const QString &program)
{
    if (arguments.contains("--help"_L1) || arguments.contains("-h"_L1)) {
        printLine(stdout, SignOptions::helpText(program).toUtf8());
        return 0;
    }
    const auto options = SignOptions::parse(arguments);
    const auto signature = options ? carryOut(*options) : Failure(options.error());
    if (signature) {
        printLine(stdout, signature->toUtf8());
        return 0;
    }
    complain(signature.error().message);
    return signature.error().code == ErrorCode::ValidationError ? 2 : 1;
}

} // namespace muster
