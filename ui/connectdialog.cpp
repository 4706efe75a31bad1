// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectdialog.h"

#include "apikeykeeper.h"
#include "bandcolour.h"
#include "certificatewords.h"
#include "confirmdialog.h"
#include "connectiontrial.h"
#include "errorsentence.h"
#include "glyph.h"
#include "inlinenote.h"
#include "serviceform.h"
#include "whenfinished.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QUrl>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace muster {

ConnectDialog::ConnectDialog(Connector &connector, const QList<ServiceProfile> &kept, const QString &id,
                             QWidget *parent)
    : GrowingDialog(parent)
    , m_connector(connector)
    , m_kept(kept)
    , m_service(new QComboBox(this))
    , m_form(new ServiceForm(connector, this))
    , m_note(new InlineNote(nullptr, this))
    , m_certificate(new QLabel(this))
    , m_remove(new QPushButton(tr("&Remove…"), this))
    , m_test(new QPushButton(tr("&Test connection"), this))
    , m_connect(new QPushButton(tr("&Connect"), this))
    , m_trial(new ConnectionTrial(this))
{
    nameParts();
    buildLayout();
    listServices(id);
    connect(m_service, &QComboBox::activated, this, &ConnectDialog::choose);
    connect(m_form, &ServiceForm::edited, this, &ConnectDialog::reset);
    connect(m_remove, &QPushButton::clicked, this, &ConnectDialog::askToRemove);
    connect(m_test, &QPushButton::clicked, this, [this] { attempt(false); });
    connect(m_connect, &QPushButton::clicked, this, [this] { attempt(true); });
    connect(m_trial, &ConnectionTrial::worked, this, &ConnectDialog::succeed);
    connect(m_trial, &ConnectionTrial::failed, this, &ConnectDialog::refused);
    choose();
}

void ConnectDialog::nameParts()
{
    setObjectName(u"connectDialog"_s);
    setWindowTitle(tr("Connect to a service"));
    m_service->setObjectName(u"connectService"_s);
    m_note->setObjectName(u"connectNote"_s);
    m_certificate->setObjectName(u"connectCertificate"_s);
    m_certificate->setTextFormat(Qt::PlainText);
    m_certificate->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_certificate->setWordWrap(true);
    m_certificate->hide();
    m_remove->setObjectName(u"connectRemove"_s);
    m_remove->setIcon(glyph(u"trash"_s));
    m_remove->setAutoDefault(false);
    m_test->setObjectName(u"connectTest"_s);
    m_test->setAutoDefault(false);
    m_connect->setObjectName(u"connectAccept"_s);
    m_connect->setIcon(glyph(u"plug-connected"_s));
    m_connect->setDefault(true);
}

void ConnectDialog::buildLayout()
{
    auto *label = new QLabel(tr("&Service"), this);
    label->setBuddy(m_service);
    auto *chooser = new QFormLayout;
    chooser->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    chooser->addRow(label, m_service);
    label->setVisible(!m_kept.isEmpty());
    m_service->setVisible(!m_kept.isEmpty());
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_remove, QDialogButtonBox::ResetRole);
    buttons->addButton(m_test, QDialogButtonBox::ActionRole);
    buttons->addButton(m_connect, QDialogButtonBox::ActionRole);
    QPushButton *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setObjectName(u"connectCancel"_s);
    cancel->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    const int gap = fontMetrics().height();
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(gap * 3 / 4);
    layout->addLayout(chooser);
    layout->addWidget(m_form);
    layout->addWidget(m_note);
    layout->addWidget(m_certificate);
    layout->addStretch();
    layout->addWidget(buttons);
}

void ConnectDialog::listServices(const QString &chosen)
{
    m_service->clear();
    m_service->addItem(glyph(u"plus"_s), tr("A new service"), QString());
    for (const ServiceProfile &profile : std::as_const(m_kept))
        m_service->addItem(bandColourPatch(profile.colour, palette(), fontMetrics().height()), profile.name,
                           profile.id);
    m_service->setCurrentIndex(std::max(0, m_service->findData(chosen)));
}

void ConnectDialog::choose()
{
    const int index = m_service->currentIndex() - 1;
    m_form->setProfile(index >= 0 ? m_kept.at(index) : ServiceProfile());
    m_remove->setVisible(index >= 0);
}

void ConnectDialog::askToRemove()
{
    const QString id = m_service->currentData().toString();
    auto *dialog =
        new ConfirmDialog({u"removeService"_s, u"trash"_s, tr("Remove service"),
                           tr("Remove “%1” from the list of services?").arg(m_service->currentText()),
                           tr("Its address, its key and how its table looks are forgotten here. Nothing "
                              "changes on the service itself."),
                           tr("&Remove")},
                          this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, id] {
        m_kept.removeIf([&id](const ServiceProfile &profile) { return profile.id == id; });
        listServices({});
        choose();
        emit removeAsked(id);
    });
    dialog->open();
}

void ConnectDialog::askForKey(const QString &sentence)
{
    m_form->askForKey(sentence);
}

void ConnectDialog::reset()
{
    ++m_attempt;
    m_trial->stop();
    m_note->clear();
    m_certificate->hide();
    setBusy(false);
}

void ConnectDialog::setBusy(bool busy)
{
    const bool ready = !busy && m_form->hasAddress();
    m_test->setEnabled(ready);
    m_connect->setEnabled(ready);
}

void ConnectDialog::attempt(bool accept)
{
    reset();
    if (!m_form->tidy())
        return;
    m_profile = m_form->profile();
    if (m_profile.id.isEmpty())
        m_profile.id = newProfileId();
    if (const auto judged = judgeProfileName(m_profile, m_kept); !judged && accept) {
        refused(judged.error());
        return;
    }
    if (m_form->key().isEmpty() && m_profile.key != ServiceProfile::Key::None && m_connector.apiKeys()) {
        if (isKeptAddress())
            recallKey(accept);
        else
            m_form->askForKey(
                tr("The key that is kept belongs to another address. Type the key of this one."));
    } else
        tryWith(m_form->key(), accept);
}

/// A key is sent to nobody but whom it was given for.
bool ConnectDialog::isKeptAddress() const
{
    const auto host = [](const QString &text) {
        const QUrl url(text);
        const bool isPlain = url.scheme() == "http"_L1;
        return std::tuple(isPlain, url.host(), url.port(isPlain ? 80 : 443));
    };
    const auto kept = profileOf(m_profile.id, m_kept);
    return kept && host(kept->url) == host(m_profile.url);
}

void ConnectDialog::recallKey(bool accept)
{
    setBusy(true);
    m_note->say(InlineNote::Kind::Hint, tr("Looking for the key…"));
    const auto kept = profileOf(m_profile.id, m_kept);
    const bool inKeyring = kept && kept->key == ServiceProfile::Key::InKeyring;
    whenFinished(m_connector.apiKeys()->recall(m_profile.id, inKeyring), this,
                 [this, accept, number = m_attempt](const Result<QByteArray> &key) {
                     if (number != m_attempt)
                         return;
                     reset();
                     if (key)
                         tryWith(*key, accept);
                     else
                         m_form->askForKey(errorSentence(key.error()));
                 });
}

void ConnectDialog::tryWith(const QByteArray &key, bool accept)
{
    m_usedKey = key;
    m_accepts = accept;
    const auto connection = m_connector.connectRemote(m_profile, key);
    if (!connection) {
        refused(connection.error());
        return;
    }
    setBusy(true);
    m_note->say(InlineNote::Kind::Hint, tr("Asking %1…").arg(connection->place));
    m_trial->start(*connection, !accept);
}

void ConnectDialog::succeed(const TrialReport &report)
{
    setBusy(false);
    m_note->say(InlineNote::Kind::Fine, trialSentence(report));
    if (!m_accepts)
        return;
    emit connected(report.connection);
    QDialog::accept();
}

void ConnectDialog::refused(const Error &error)
{
    setBusy(false);
    m_note->clear();
    if (m_form->showFault(error))
        return;
    m_note->say(InlineNote::Kind::Fault, errorSentence(error));
    const QString certificate = certificateWords(error);
    m_certificate->setText(certificate);
    m_certificate->setVisible(!certificate.isEmpty());
}

} // namespace muster
