// SPDX-License-Identifier: GPL-3.0-or-later
#include "errorsentence.h"

#include "nextstep.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QString reasonSentence(const QString &reason)
{
    static const QHash<QString, const char *> sentences{
        {u"identity_not_found"_s,
         QT_TRANSLATE_NOOP("muster::ErrorSentence",
                           "The network does not know this identity. Check the number, or register "
                           "and activate the machine there first.")},
        {u"identity_inactive"_s,
         QT_TRANSLATE_NOOP("muster::ErrorSentence",
                           "This identity is not active on the network. Activate it there first.")},
        {u"no_evm_controller"_s,
         QT_TRANSLATE_NOOP("muster::ErrorSentence",
                           "No account address controls this identity, so no key can sign for it "
                           "here.")},
        {u"homed_elsewhere"_s,
         QT_TRANSLATE_NOOP("muster::ErrorSentence",
                           "This identity is controlled on another chain, so no key can sign for it "
                           "here.")},
        {u"resolver_unreachable"_s,
         QT_TRANSLATE_NOOP("muster::ErrorSentence",
                           "The service cannot reach the identity network just now. Nothing is lost: "
                           "try again in a moment.")},
        {u"unknown_challenge"_s,
         QT_TRANSLATE_NOOP("muster::ErrorSentence",
                           "The service does not know this challenge any more. Get a new one and "
                           "sign again.")},
        {u"challenge_used"_s,
         QT_TRANSLATE_NOOP("muster::ErrorSentence",
                           "This challenge was used already. Get a new one and sign again.")},
        {u"challenge_for_other_identity"_s,
         QT_TRANSLATE_NOOP("muster::ErrorSentence",
                           "This challenge was made for another identity. Get a new one and sign "
                           "again.")},
        {u"malformed_signature"_s,
         QT_TRANSLATE_NOOP("muster::ErrorSentence",
                           "The service could not read the signature. Get a new challenge and sign "
                           "again.")},
        {u"too_many_attempts"_s,
         QT_TRANSLATE_NOOP("muster::ErrorSentence",
                           "Too many wrong signatures were sent for this challenge. Get a new one "
                           "and sign again.")},
        {u"signer_not_controller"_s,
         QT_TRANSLATE_NOOP("muster::ErrorSentence",
                           "The key that signed does not control this identity now.")},
        {u"controller_changed"_s,
         QT_TRANSLATE_NOOP("muster::ErrorSentence",
                           "The key that once proved this identity no longer controls it. The "
                           "machine needs a new proof.")},
        {u"proof_missing"_s,
         QT_TRANSLATE_NOOP("muster::ErrorSentence",
                           "This record carries no proof of its identity, so it cannot be active.")},
        {u"proof_corrupt"_s,
         QT_TRANSLATE_NOOP("muster::ErrorSentence",
                           "The kept proof of this identity does not hold any more. The machine "
                           "needs a new proof.")},
    };
    const char *sentence = sentences.value(reason, nullptr);
    return sentence ? QCoreApplication::translate("muster::ErrorSentence", sentence) : QString();
}

/// What went wrong, in our words where those of others would not be understood.
QString whatHappened(const Error &error)
{
    switch (error.code) {
    case ErrorCode::MachineIdentityExists:
        return QCoreApplication::translate("muster::ErrorSentence",
                                           "A machine with this identity is registered already.");
    case ErrorCode::MachineIdentityProofExpired:
        return QCoreApplication::translate("muster::ErrorSentence",
                                           "The challenge expired before it was signed.");
    case ErrorCode::PreconditionFailed:
        return QCoreApplication::translate("muster::ErrorSentence",
                                           "Somebody changed this record after it was opened here. "
                                           "Nothing was saved.");
    case ErrorCode::Foreign:
        return u"%1 (%2)"_s.arg(error.message, error.codeName());
    default:
        return error.message;
    }
}

/// A message of ours says in a second sentence what to do; one of a service often has only the first.
bool saysWhatToDo(const QString &message)
{
    return message.contains(". "_L1);
}

} // namespace

QString errorReason(const Error &error)
{
    return error.details.value("reason"_L1).toString();
}

QString errorSentence(const Error &error)
{
    const QString byReason = reasonSentence(errorReason(error));
    QString sentence = byReason.isEmpty() ? whatHappened(error) : byReason;
    if (sentence.isEmpty())
        sentence = QCoreApplication::translate("muster::ErrorSentence",
                                               "The service refused without saying why (%1).")
                       .arg(error.codeName());
    if (byReason.isEmpty() && (!saysWhatToDo(error.message) || sentence != error.message))
        sentence = sentence.trimmed() + u' ' + nextStep(error.code);
    QStringList controllers;
    const QJsonArray named = error.details.value("controllerAddresses"_L1).toArray();
    for (const QJsonValue &address : named)
        controllers.append(address.toString());
    if (errorReason(error) == "signer_not_controller"_L1 && !controllers.isEmpty())
        sentence += QCoreApplication::translate("muster::ErrorSentence", " These would do: %1.")
                        .arg(controllers.join(", "_L1));
    if (error.retryAfterSeconds > 0)
        sentence += QCoreApplication::translate("muster::ErrorSentence", " The service asks to wait %1 s.")
                        .arg(error.retryAfterSeconds);
    return sentence;
}

} // namespace muster
