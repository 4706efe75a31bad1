// SPDX-License-Identifier: GPL-3.0-or-later
#include "formdrafts.h"

#include "clock.h"
#include "editmachinedialog.h"
#include "machinewords.h"
#include "messagebar.h"
#include "registerwizard.h"
#include "whenfinished.h"

#include <QTimer>
#include <QUuid>

#include <chrono>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr std::chrono::milliseconds kPause{400};

} // namespace

FormDrafts::FormDrafts(Drafts &drafts, QWidget *barParent)
    : QObject(barParent)
    , m_drafts(drafts)
    , m_bar(new MessageBar(barParent))
{
    m_bar->setObjectName(u"draftBar"_s);
}

void FormDrafts::setPlace(const QString &place)
{
    m_place = place;
    m_bar->dismiss();
    lookForDrafts();
}

void FormDrafts::lookForDrafts()
{
    if (m_place.isEmpty())
        return;
    whenFinished(m_drafts.of(m_place), this, [this, place = m_place](const Result<QList<Draft>> &found) {
        if (place == m_place && found && !found->isEmpty())
            offer(found->first());
    });
}

void FormDrafts::offer(const Draft &draft)
{
    const QString when = machinewords::relativeTime(draft.keptAt, SystemClock().now());
    const QString machineId = draft.content.value(u"machineId"_s).toString();
    //: %1: name of a machine, %2: when, like: 5 min ago
    const QString sentence = machineId.isEmpty()
                                 ? tr("A registration that was not finished is kept (%1).").arg(when)
                                 : tr("An edit of “%1” that was not finished is kept (%2).")
                                       .arg(draft.content.value(u"name"_s).toString(), when);
    m_bar->say(MessageBar::Kind::Note, sentence, tr("Go on with it"), [this, draft, machineId] {
        if (machineId.isEmpty())
            emit registerAsked(draft);
        else
            emit editAsked(draft);
    });
    m_bar->offerOther(tr("Discard it"), [this, key = draft.key] {
        m_drafts.drop(key);
        lookForDrafts();
    });
}

void FormDrafts::follow(EditMachineDialog &dialog, const Draft &draft)
{
    QTimer *pause = follow(dialog, draft, [&dialog] { return dialog.draft(); });
    connect(&dialog, &EditMachineDialog::typed, pause, qOverload<>(&QTimer::start));
}

void FormDrafts::follow(RegisterWizard &wizard, const Draft &draft)
{
    QTimer *pause = follow(wizard, draft, [&wizard] { return wizard.draft(); });
    connect(&wizard, &RegisterWizard::typed, pause, qOverload<>(&QTimer::start));
}

// The timer ends with the form: without an answer the file stays.
QTimer *FormDrafts::follow(QDialog &form, const Draft &draft, const std::function<QJsonObject()> &read)
{
    const bool goesOn = !draft.key.isEmpty();
    const QString key = goesOn ? draft.key : QUuid::createUuid().toString();
    auto *pause = new QTimer(&form);
    pause->setSingleShot(true);
    pause->setInterval(kPause);
    connect(pause, &QTimer::timeout, this, [this, key, place = m_place, read] {
        const QJsonObject content = read();
        if (content.isEmpty())
            m_drafts.drop(key);
        else
            m_drafts.keep({key, place, content, SystemClock().now()});
    });
    connect(&form, &QDialog::finished, this, [this, key, pause, goesOn] {
        pause->stop();
        m_drafts.drop(key);
        if (goesOn)
            lookForDrafts();
    });
    return pause;
}

} // namespace muster
