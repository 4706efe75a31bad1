// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectdialog.h"

#include "errorsentence.h"
#include "glyph.h"
#include "inlinenote.h"
#include "whenfinished.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace muster {

ConnectDialog::ConnectDialog(Connector &connector, const QString &url, QWidget *parent)
    : QDialog(parent)
    , m_connector(connector)
    , m_url(new QLineEdit(url, this))
    , m_key(new QLineEdit(this))
    , m_urlNote(new InlineNote(m_url, this))
    , m_keyNote(new InlineNote(m_key, this))
    , m_test(new QPushButton(tr("&Test"), this))
    , m_connect(new QPushButton(tr("&Connect"), this))
{
    setObjectName(u"connectDialog"_s);
    setWindowTitle(tr("Connect to a service"));
    m_url->setObjectName(u"connectUrl"_s);
    m_url->setPlaceholderText(u"https://orchestrator.example"_s);
    m_key->setObjectName(u"connectKey"_s);
    m_key->setEchoMode(QLineEdit::Password);
    m_key->setPlaceholderText(tr("leave empty if the service asks for none"));
    m_urlNote->setObjectName(u"connectUrlNote"_s);
    m_keyNote->setObjectName(u"connectKeyNote"_s);
    m_test->setObjectName(u"connectTest"_s);
    m_test->setAutoDefault(false);
    m_connect->setObjectName(u"connectAccept"_s);
    m_connect->setIcon(glyph(u"plug-connected"_s));
    m_connect->setDefault(true);
    buildForm();
    for (QLineEdit *field : {m_url, m_key})
        connect(field, &QLineEdit::textEdited, this, &ConnectDialog::judge);
    connect(m_test, &QPushButton::clicked, this, [this] { attempt(false); });
    connect(m_connect, &QPushButton::clicked, this, [this] { attempt(true); });
    judge();
}

void ConnectDialog::buildForm()
{
    auto *intro =
        new QLabel(tr("Work on the machines of another orchestration service. The key stays in memory until "
                      "the program ends."),
                   this);
    intro->setWordWrap(true);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto *urlLabel = new QLabel(tr("&Address"), this);
    urlLabel->setBuddy(m_url);
    auto *keyLabel = new QLabel(tr("API &key"), this);
    keyLabel->setBuddy(m_key);
    m_url->setMinimumWidth(fontMetrics().averageCharWidth() * 50);
    form->addRow(urlLabel, m_url);
    form->addRow(QString(), m_urlNote);
    form->addRow(keyLabel, m_key);
    form->addRow(QString(), m_keyNote);
    auto *buttons = new QDialogButtonBox(this);
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
    layout->addWidget(intro);
    layout->addLayout(form);
    layout->addWidget(buttons);
}

QString ConnectDialog::url() const
{
    return m_url->text().trimmed();
}

void ConnectDialog::judge()
{
    ++m_attempt;
    m_urlNote->clear();
    m_keyNote->clear();
    setBusy(false);
}

void ConnectDialog::setBusy(bool busy)
{
    m_busy = busy;
    const bool ready = !busy && !url().isEmpty();
    m_test->setEnabled(ready);
    m_connect->setEnabled(ready);
}

void ConnectDialog::attempt(bool accept)
{
    judge();
    const auto connection = m_connector.connectRemote(url(), m_key->text().trimmed().toUtf8());
    if (!connection) {
        refused(connection.error());
        return;
    }
    setBusy(true);
    m_urlNote->say(InlineNote::Kind::Hint, tr("Asking %1…").arg(connection->place));
    askHealth(*connection, accept);
}

void ConnectDialog::askHealth(const Connection &connection, bool accept)
{
    whenFinished(connection.orchestrator->health(), this,
                 [this, connection, accept, number = m_attempt](const Result<ServiceHealth> &health) {
                     if (number != m_attempt)
                         return;
                     if (health)
                         askMachine(connection, accept);
                     else
                         refused(health.error());
                 });
}

void ConnectDialog::askMachine(const Connection &connection, bool accept)
{
    MachineQuery query;
    query.limit = 1;
    whenFinished(connection.orchestrator->listMachines(query), this,
                 [this, connection, accept, number = m_attempt](const Result<MachinePage> &page) {
                     if (number != m_attempt)
                         return;
                     if (!page) {
                         refused(page.error());
                         return;
                     }
                     setBusy(false);
                     m_urlNote->say(InlineNote::Kind::Fine, tr("The service answers and takes the key."));
                     if (!accept)
                         return;
                     emit connected(connection);
                     QDialog::accept();
                 });
}

void ConnectDialog::refused(const Error &error)
{
    setBusy(false);
    m_urlNote->clear();
    const bool aboutKey = error.code == ErrorCode::AuthRequired || error.code == ErrorCode::AuthInvalid;
    InlineNote *note = aboutKey ? m_keyNote : m_urlNote;
    const QList<Issue> issues = issuesOf(error);
    note->say(InlineNote::Kind::Fault, issues.isEmpty() ? errorSentence(error) : issues.first().message);
    QLineEdit *field = aboutKey ? m_key : m_url;
    field->setFocus();
    field->selectAll();
}

} // namespace muster
