// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyfilespanel.h"

#include "secretfield.h"

#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr qsizetype kMostNamed = 3;

} // namespace

KeyFilesPanel::KeyFilesPanel(QWidget *parent)
    : QWidget(parent)
    , m_files(new QLabel(this))
    , m_choose(new QPushButton(tr("Choose &files…"), this))
    , m_passphrase(new SecretField(this))
{
    setAcceptDrops(true);
    m_files->setObjectName(u"keyFilesLabel"_s);
    m_files->setWordWrap(true);
    m_files->setTextFormat(Qt::PlainText);
    m_choose->setObjectName(u"chooseFiles"_s);
    m_choose->setAutoDefault(false);
    m_passphrase->setObjectName(u"filesPassphrase"_s);
    m_passphrase->setAccessibleName(tr("Passphrase of these files"));
    m_passphrase->setPlaceholderText(tr("tried on each; not needed for plain key files"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_files, 1);
    row->addWidget(m_choose, 0, Qt::AlignTop);
    auto *label = new QLabel(tr("&Passphrase of these files:"), this);
    label->setBuddy(m_passphrase);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(label, m_passphrase);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(row);
    layout->addLayout(form);
    layout->addStretch();
    connect(m_choose, &QPushButton::clicked, this, &KeyFilesPanel::chooseFiles);
    connect(m_passphrase, &SecretField::submitted, this, &KeyFilesPanel::readAsked);
    connect(m_passphrase, &SecretField::refused, this, &KeyFilesPanel::refused);
    setPaths({});
}

void KeyFilesPanel::setPaths(const QStringList &paths)
{
    m_paths = paths;
    QStringList names;
    for (const QString &path : paths.mid(0, kMostNamed))
        names.append(QFileInfo(path).fileName());
    if (paths.isEmpty())
        m_files->setText(tr("Drop files here: encrypted key files of geth, ethers or MetaMask, or files with "
                            "one line of hex."));
    else if (paths.size() > kMostNamed)
        m_files->setText(
            tr("%1 and %n more", nullptr, int(paths.size() - kMostNamed)).arg(names.join(u", "_s)));
    else
        m_files->setText(names.join(u", "_s));
    if (!paths.isEmpty())
        m_passphrase->setFocus();
    emit changed();
}

SecureBytes KeyFilesPanel::takePassphrase()
{
    return m_passphrase->takeBytes();
}

void KeyFilesPanel::wipe()
{
    m_passphrase->clear();
}

QStringList KeyFilesPanel::localFiles(const QMimeData *data)
{
    QStringList paths;
    const QList<QUrl> urls = data->urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    return paths;
}

void KeyFilesPanel::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void KeyFilesPanel::dropEvent(QDropEvent *event)
{
    setPaths(localFiles(event->mimeData()));
    event->acceptProposedAction();
}

void KeyFilesPanel::chooseFiles()
{
    auto *dialog = new QFileDialog(this, tr("Choose key files"));
    dialog->setObjectName(u"keyFilesDialog"_s);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::filesSelected, this, &KeyFilesPanel::setPaths);
    dialog->open();
}

} // namespace muster
