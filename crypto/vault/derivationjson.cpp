// SPDX-License-Identifier: GPL-3.0-or-later
#include "derivationjson.h"

using namespace Qt::StringLiterals;

namespace muster {
namespace {

KeyDerivation::Function readScrypt(JsonMembers &parameters)
{
    ScryptCost cost;
    cost.n = parameters.integer("n"_L1);
    cost.r = parameters.integer("r"_L1);
    cost.p = parameters.integer("p"_L1);
    return KeyDerivation::Scrypt{cost};
}

KeyDerivation::Function readPbkdf2(JsonMembers &parameters)
{
    parameters.literal("prf"_L1, "hmac-sha256"_L1);
    return KeyDerivation::Pbkdf2{parameters.integer("c"_L1)};
}

} // namespace

std::optional<KeyDerivation> readDerivation(JsonMembers &members, QList<Issue> &issues)
{
    const qsizetype before = issues.size();
    const QString name = members.text("kdf"_L1);
    if (issues.size() > before)
        return std::nullopt;
    if (name != "scrypt"_L1 && name != "pbkdf2"_L1) {
        members.report("kdf"_L1, u"kdf must be \"scrypt\" or \"pbkdf2\"; nothing else is read here."_s);
        return std::nullopt;
    }
    const QString path = members.pathOf("kdfparams"_L1);
    JsonMembers parameters(members.object("kdfparams"_L1), path, issues);
    const KeyDerivation::Function function =
        name == "scrypt"_L1 ? readScrypt(parameters) : readPbkdf2(parameters);
    if (parameters.integer("dklen"_L1) != KeyDerivation::kDerivedBytes)
        parameters.report("dklen"_L1, u"dklen must be 32."_s);
    QByteArray salt = parameters.hex("salt"_L1);
    if (issues.size() > before)
        return std::nullopt;
    issues += KeyDerivation::faultsOf(function, salt, path);
    if (issues.size() > before)
        return std::nullopt;
    return KeyDerivation(function, std::move(salt));
}

QJsonObject derivationObject(const KeyDerivation &derivation)
{
    QJsonObject parameters{{u"dklen"_s, qint64(KeyDerivation::kDerivedBytes)},
                           {u"salt"_s, QString::fromLatin1(derivation.salt().toHex())}};
    const auto *const scrypt = std::get_if<KeyDerivation::Scrypt>(&derivation.function());
    if (scrypt) {
        parameters.insert("n"_L1, scrypt->cost.n);
        parameters.insert("r"_L1, scrypt->cost.r);
        parameters.insert("p"_L1, scrypt->cost.p);
    } else {
        parameters.insert("c"_L1, std::get<KeyDerivation::Pbkdf2>(derivation.function()).rounds);
        parameters.insert("prf"_L1, u"hmac-sha256"_s);
    }
    return {{u"kdf"_s, scrypt ? u"scrypt"_s : u"pbkdf2"_s}, {u"kdfparams"_s, parameters}};
}

} // namespace muster
