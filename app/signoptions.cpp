// SPDX-License-Identifier: GPL-3.0-or-later
#include "signoptions.h"

#include "keyplace.h"
#include "optionvalue.h"
#include "settings.h"

#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr auto kStandardInput = "-"_L1;

void addOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {u"address"_s, u"The key that signs."_s, u"ADDRESS"_s},
        {u"message-file"_s, u"File with the message; without it, or with -, standard input."_s, u"FILE"_s},
        {u"data-dir"_s, u"Folder whose vault holds the key."_s, u"DIR"_s},
        {u"vault"_s, u"Folder of the vault itself."_s, u"DIR"_s},
        {u"bytes"_s,
         u"Which bytes are meant when the message has an indent, CRLF or a line end at its end: exact, or "
         "unindented, unindented-lines, lf, one-line-end, no-line-end joined by +."_s,
         u"READING"_s},
        {u"identity"_s, u"Refuse a challenge for any other machine."_s, u"DID"_s},
        {u"orchestrator"_s, u"Refuse a challenge of any other orchestrator."_s, u"ID"_s},
        {u"free-message"_s,
         u"Sign a text that is no machine identity challenge, too, after the word SIGN."_s},
    });
}

Result<Address> signerOf(const QCommandLineParser &parser)
{
    if (!parser.isSet(u"address"_s))
        return usage(u"sign needs --address ADDRESS; see sign --help."_s);
    Address::Fault fault{};
    const auto address = Address::parse(parser.value(u"address"_s), &fault);
    if (!address)
        return usage(u"--address: "_s + addressFaultText(fault));
    return *address;
}

Result<QString> messageFileOf(const QCommandLineParser &parser)
{
    const QStringList rest = parser.positionalArguments();
    const bool dash = rest == QStringList{QString(kStandardInput)};
    if (!rest.isEmpty() && !dash)
        return usage(u"sign takes no \"%1\"; a message is read from --message-file or standard input."_s.arg(
            rest.first()));
    if (!parser.isSet(u"message-file"_s))
        return QString();
    const QString file = parser.value(u"message-file"_s);
    if (dash)
        return usage(u"--message-file and - exclude each other."_s);
    if (file.isEmpty())
        return usage(u"--message-file takes the path of a file."_s);
    return file == kStandardInput ? QString() : file;
}

Result<QString> vaultFolderOf(const QCommandLineParser &parser)
{
    if (parser.isSet(u"vault"_s) && parser.isSet(u"data-dir"_s))
        return usage(u"--vault and --data-dir exclude each other."_s);
    const QString name = parser.isSet(u"vault"_s) ? u"vault"_s : u"data-dir"_s;
    if (parser.isSet(name) && parser.value(name).isEmpty())
        return usage(u"--%1 takes a folder."_s.arg(name));
    if (parser.isSet(u"vault"_s))
        return parser.value(u"vault"_s);
    return vaultFolderIn(parser.isSet(u"data-dir"_s) ? parser.value(u"data-dir"_s) : defaultDataFolder());
}

} // namespace

Result<SignOptions> SignOptions::parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(QStringList{u"sign"_s} + arguments))
        return usage(parser.errorText());
    const auto signer = signerOf(parser);
    const auto file = messageFileOf(parser);
    const auto vault = vaultFolderOf(parser);
    if (!signer)
        return Failure(signer.error());
    if (!file || !vault)
        return Failure(file ? vault.error() : file.error());
    SignOptions options{*signer, *file, *vault, parser.value(u"bytes"_s), {}, false};
    options.freeMessage = parser.isSet(u"free-message"_s);
    options.expected.instance = parser.value(u"orchestrator"_s);
    if (parser.isSet(u"identity"_s)) {
        const auto identity = IdentityRef::parse(parser.value(u"identity"_s));
        if (!identity)
            return usage(u"--identity takes did:peaq: and a decimal number, not \"%1\"."_s.arg(
                parser.value(u"identity"_s)));
        options.expected.identity = *identity;
    }
    return options;
}

QString SignOptions::helpText(const QString &program)
{
    QCommandLineParser parser;
    addOptions(parser);
    parser.setApplicationDescription(
        u"Signs a machine identity challenge for another tool with a key of the vault, after showing its "
        u"exact "
        "bytes on the terminal, and writes nothing but the signature to standard output. The passphrase is "
        "asked for on the terminal.\n\nExit codes: 0 signed, 1 refused or failed, 2 wrong use."_s);
    return helpWithUsage(parser, u"Usage: %1 sign --address ADDRESS [options] [-]"_s.arg(program));
}

} // namespace muster
