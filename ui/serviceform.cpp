// SPDX-License-Identifier: GPL-3.0-or-later
#include "serviceform.h"

#include "apikeykeeper.h"
#include "bandcolour.h"
#include "errorsentence.h"
#include "inlinenote.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kColours = 6;

} // namespace

ServiceForm::ServiceForm(Connector &connector, QWidget *parent)
    : QWidget(parent)
    , m_connector(connector)
    , m_name(new QLineEdit(this))
    , m_url(new QLineEdit(this))
    , m_key(new QLineEdit(this))
    , m_caFile(new QLineEdit(this))
    , m_colour(new QComboBox(this))
    , m_keep(new QCheckBox(tr("&Keep the key in the keyring of this computer"), this))
    , m_nameNote(new InlineNote(m_name, this))
    , m_urlNote(new InlineNote(m_url, this))
    , m_keyNote(new InlineNote(m_key, this))
    , m_keepNote(new InlineNote(m_keep, this))
    , m_caNote(new InlineNote(m_caFile, this))
{
    nameFields();
    for (int i = 0; i < kColours; ++i) {
        const auto colour = static_cast<BandColour>(i);
        m_colour->addItem(bandColourPatch(colour, palette(), fontMetrics().height()), bandColourWord(colour));
    }
    buildLayout();
    for (QLineEdit *field : {m_name, m_url, m_key, m_caFile})
        connect(field, &QLineEdit::textEdited, this, &ServiceForm::judge);
    connect(m_keep, &QAbstractButton::clicked, this, &ServiceForm::edited);
    connect(m_colour, &QComboBox::activated, this, &ServiceForm::edited);
    if (ApiKeyKeeper *keeper = m_connector.apiKeys()) {
        connect(keeper, &ApiKeyKeeper::presenceChanged, this, &ServiceForm::showPresence);
        keeper->look();
    }
    setProfile({});
}

void ServiceForm::nameFields()
{
    m_name->setObjectName(u"connectName"_s);
    m_name->setPlaceholderText(tr("the host, unless you name it"));
    m_url->setObjectName(u"connectUrl"_s);
    m_url->setPlaceholderText(u"https://orchestrator.example"_s);
    m_url->setMinimumWidth(fontMetrics().averageCharWidth() * 50);
    m_key->setObjectName(u"connectKey"_s);
    m_key->setEchoMode(QLineEdit::Password);
    m_caFile->setObjectName(u"connectCaFile"_s);
    m_caFile->setAccessibleName(tr("Certificate file"));
    m_caFile->setPlaceholderText(tr("only for an authority of its own"));
    m_colour->setObjectName(u"connectColour"_s);
    m_keep->setObjectName(u"connectKeepKey"_s);
    m_nameNote->setObjectName(u"connectNameNote"_s);
    m_urlNote->setObjectName(u"connectUrlNote"_s);
    m_keyNote->setObjectName(u"connectKeyNote"_s);
    m_keepNote->setObjectName(u"connectKeepNote"_s);
    m_caNote->setObjectName(u"connectCaNote"_s);
}

void ServiceForm::addRow(QFormLayout &form, const QString &label, QWidget *field, InlineNote *note)
{
    auto *words = new QLabel(label, this);
    words->setBuddy(field);
    form.addRow(words, field);
    if (note)
        form.addRow(QString(), note);
}

void ServiceForm::buildLayout()
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins({});
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addRow(*form, tr("&Address"), m_url, m_urlNote);
    addRow(*form, tr("API ke&y"), m_key, m_keyNote);
    form->addRow(QString(), m_keep);
    form->addRow(QString(), m_keepNote);
    addRow(*form, tr("&Name"), m_name, m_nameNote);
    addRow(*form, tr("Co&lour of the band"), m_colour, nullptr);
    auto *words = new QLabel(tr("Certificate &file"), this);
    words->setBuddy(m_caFile);
    form->addRow(words, buildCaRow());
    form->addRow(QString(), m_caNote);
    QWidget *before = m_url;
    for (QWidget *next : std::initializer_list<QWidget *>{m_key, m_keep, m_name, m_colour, m_caFile}) {
        setTabOrder(before, next);
        before = next;
    }
}

QWidget *ServiceForm::buildCaRow()
{
    auto *row = new QWidget(this);
    auto *choose = new QPushButton(tr("C&hoose…"), row);
    choose->setObjectName(u"connectCaChoose"_s);
    choose->setAccessibleName(tr("Choose a file of certificates"));
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &ServiceForm::chooseCaFile);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(m_caFile, 1);
    layout->addWidget(choose);
    m_caFile->setToolTip(tr("With a file here, only services that its certificates vouch for are trusted."));
    return row;
}

void ServiceForm::chooseCaFile()
{
    auto *dialog = new QFileDialog(this, tr("Choose a file of certificates"));
    dialog->setObjectName(u"caFileDialog"_s);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_caFile->setText(path);
        judge();
    });
    dialog->open();
}

void ServiceForm::setProfile(const ServiceProfile &profile)
{
    m_profile = profile;
    m_name->setText(profile.name);
    m_url->setText(profile.url);
    m_key->clear();
    m_caFile->setText(profile.caFile);
    m_colour->setCurrentIndex(static_cast<int>(profile.colour));
    m_keep->setChecked(profile.key == ServiceProfile::Key::InKeyring);
    m_key->setPlaceholderText(profile.key == ServiceProfile::Key::InKeyring
                                  ? tr("in the keyring; type to replace it")
                                  : tr("leave empty if the service asks for none"));
    showPresence();
    judge();
}

ServiceProfile ServiceForm::profile() const
{
    using Key = ServiceProfile::Key;
    ServiceProfile profile = m_profile;
    profile.url = m_url->text().trimmed();
    profile.name = m_name->text().trimmed();
    if (const auto address = m_connector.readAddress(profile.url); address && profile.name.isEmpty())
        profile.name = address->url.authority();
    profile.caFile = m_caFile->text().trimmed();
    profile.colour = static_cast<BandColour>(m_colour->currentIndex());
    if (!key().isEmpty() || m_profile.key != Key::None)
        profile.key = m_keep->isEnabled() && m_keep->isChecked() ? Key::InKeyring : Key::AskedFor;
    return profile;
}

QByteArray ServiceForm::key() const
{
    return m_key->text().trimmed().toUtf8();
}

bool ServiceForm::hasAddress() const
{
    return !m_url->text().trimmed().isEmpty();
}

bool ServiceForm::tidy()
{
    judge();
    const auto address = m_connector.readAddress(m_url->text());
    if (!address) {
        showFault(address.error());
        return false;
    }
    const QString cleaned = address->url.toString(QUrl::FullyEncoded);
    if (!address->removed.isEmpty()) {
        const QString said = tr("Left out of the address: %1.").arg(address->removed.join(u", "_s));
        const QString warning = m_urlNote->text();
        m_urlNote->say(address->exposed ? InlineNote::Kind::Warning : InlineNote::Kind::Hint,
                       warning.isEmpty() ? said : QString(said + u' ' + warning));
    }
    m_url->setText(cleaned);
    if (m_key->text() != m_key->text().trimmed()) {
        m_key->setText(m_key->text().trimmed());
        m_keyNote->say(InlineNote::Kind::Hint, tr("Blanks around the key were left out."));
    }
    return true;
}

bool ServiceForm::showFault(const Error &error)
{
    const auto say = [](InlineNote *note, QLineEdit *field, const QString &sentence) {
        note->say(InlineNote::Kind::Fault, sentence);
        field->setFocus();
        field->selectAll();
        return true;
    };
    if (error.code == ErrorCode::AuthRequired || error.code == ErrorCode::AuthInvalid)
        return say(m_keyNote, m_key, errorSentence(error));
    const QList<Issue> issues = issuesOf(error);
    QStringList sentences;
    for (const Issue &issue : issues)
        sentences.append(issue.message);
    const QString path = issues.isEmpty() ? QString() : issues.first().path;
    if (path == "/url"_L1)
        return say(m_urlNote, m_url, sentences.join(u' '));
    if (path == "/apiKey"_L1)
        return say(m_keyNote, m_key, sentences.first());
    if (path == "/caFile"_L1)
        return say(m_caNote, m_caFile, sentences.first());
    if (path == "/name"_L1)
        return say(m_nameNote, m_name, sentences.first());
    return false;
}

void ServiceForm::askForKey(const QString &sentence)
{
    m_keyNote->say(InlineNote::Kind::Hint, sentence);
    m_key->setFocus();
}

void ServiceForm::judge()
{
    for (InlineNote *note : {m_nameNote, m_urlNote, m_keyNote, m_caNote})
        note->clear();
    // Said while it is typed: the first trial would have sent the key already.
    if (const auto address = m_connector.readAddress(m_url->text()); address && address->exposed)
        m_urlNote->say(InlineNote::Kind::Warning,
                       tr("Without https, everyone on the way to %1 can read the key and change what is "
                          "sent. Use https:// if the service has it.")
                           .arg(address->url.host()));
    emit edited();
}

void ServiceForm::showPresence()
{
    ApiKeyKeeper *keeper = m_connector.apiKeys();
    const auto presence = keeper ? keeper->presence() : ApiKeyKeeper::Presence::Absent;
    const bool isThere = presence == ApiKeyKeeper::Presence::Present;
    // Whoever chose it can always unchoose it.
    m_keep->setEnabled(isThere || m_profile.key == ServiceProfile::Key::InKeyring);
    const QString asked =
        tr("The key stays in memory until the program ends; it is asked for once in each session.");
    if (presence == ApiKeyKeeper::Presence::Unknown)
        m_keepNote->say(InlineNote::Kind::Hint, tr("Looking for a keyring…"));
    else if (isThere)
        m_keepNote->say(InlineNote::Kind::Hint, tr("Otherwise it is asked for once in each session."));
    else
        m_keepNote->say(InlineNote::Kind::Warning,
                        keeper ? QString(keeper->absence() + u' ' + asked) : asked);
}

} // namespace muster
