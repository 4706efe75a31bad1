// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizardwalk.h"

#include "formprobe.h"

#include <QComboBox>

using namespace Qt::StringLiterals;

namespace muster {

QString fillRegistration(const FormProbe &wizard, const QString &did, const QString &name,
                         const QString &hexKey)
{
    wizard.type(u"identityField"_s, did);
    wizard.click(u"nextButton"_s);
    wizard.type(u"displayNameField"_s, name);
    wizard.type(u"ownerIdField"_s, u"plant-7"_s);
    wizard.click(u"nextButton"_s);
    if (!QTest::qWaitFor([&wizard] { return !wizard.note(u"verdictNote"_s).isEmpty(); }))
        return u"no challenge: "_s + wizard.note(u"challengeFault"_s);
    if (wizard.find<QComboBox>(u"signerBox"_s)->count() == 0) {
        if (!wizard.find(u"keyField"_s)->isVisible())
            wizard.click(u"addKeyButton"_s);
        QTest::keyClicks(wizard.find(u"keyField"_s), hexKey);
        wizard.click(u"importKeyButton"_s);
    }
    return QTest::qWaitFor([&wizard] { return wizard.isEnabled(u"signButton"_s); })
               ? QString()
               : u"it may not be signed"_s;
}

QString completeRegistration(const FormProbe &wizard, const QString &did, const QString &name,
                             const QString &hexKey)
{
    const QString fault = fillRegistration(wizard, did, name, hexKey);
    if (!fault.isEmpty())
        return fault;
    wizard.click(u"signButton"_s);
    return QTest::qWaitFor([&wizard] { return wizard.find(u"finishButton"_s)->isVisible(); })
               ? QString()
               : QString(u"not registered: "_s + wizard.note(u"challengeFault"_s));
}

} // namespace muster
