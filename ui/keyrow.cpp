// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyrow.h"

#include "elidedlabel.h"
#include "glyph.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kKeyCharacters = 64; // 256 bits in hex

} // namespace

KeyRow::KeyRow(QWidget *parent)
    : QWidget(parent)
    , m_file(new ElidedLabel(this))
    , m_fresh(new QWidget(this))
    , m_key(new QLineEdit(m_fresh))
    , m_copy(new QPushButton(glyph(u"copy"_s), tr("Cop&y key"), m_fresh))
    , m_hide(new QPushButton(glyph(u"x"_s), tr("Hide"), m_fresh))
    , m_reissue(new QPushButton(glyph(u"refresh"_s), tr("Ne&w key…"), this))
{
    setObjectName(u"keyRow"_s);
    m_file->setObjectName(u"serverKeyFile"_s);
    m_file->setTone(Tone::Muted);
    m_key->setObjectName(u"serverFreshKey"_s);
    m_key->setAccessibleName(tr("New API key, shown once"));
    m_key->setReadOnly(true);
    m_key->setMinimumWidth(fontMetrics().averageCharWidth() * (kKeyCharacters + 8));
    m_copy->setObjectName(u"serverCopyKey"_s);
    m_hide->setObjectName(u"serverHideKey"_s);
    m_reissue->setObjectName(u"serverReissueKey"_s);
    m_reissue->setToolTip(tr("Make a new API key; the old one stops working at once"));
    auto *words = new QLabel(tr("New API key, shown only now:"), m_fresh);
    words->setObjectName(u"serverFreshKeyWords"_s);
    words->setBuddy(m_key);
    const int gap = fontMetrics().height() / 2;
    auto *fresh = new QHBoxLayout(m_fresh);
    fresh->setContentsMargins({});
    fresh->setSpacing(gap);
    fresh->addWidget(words);
    fresh->addWidget(m_key);
    fresh->addWidget(m_copy);
    fresh->addWidget(m_hide);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(gap);
    layout->addWidget(m_file, 1);
    layout->addWidget(m_fresh);
    layout->addWidget(m_reissue);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_key->text()); });
    connect(m_hide, &QPushButton::clicked, this, &KeyRow::hideKey);
    connect(m_reissue, &QPushButton::clicked, this, &KeyRow::reissueAsked);
    hideKey();
}

void KeyRow::showFile(const QString &file, bool running)
{
    //: %1: path of the file that holds the API key; the dots stand for the key
    m_file->setText(
        !file.isEmpty() ? tr("API key •••••••• in %1").arg(file)
        : running ? tr("No API key is demanded: every program of this computer can change the machines.")
                  : QString());
    const bool isOpen = running && file.isEmpty();
    m_file->setTone(isOpen ? Tone::Caution : Tone::Muted);
    m_reissue->setVisible(!isOpen);
    if (file.isEmpty())
        hideKey();
}

void KeyRow::showKey(const QByteArray &key)
{
    m_key->setText(QString::fromLatin1(key));
    m_key->setCursorPosition(0);
    m_fresh->show();
    m_file->hide();
}

void KeyRow::hideKey()
{
    m_key->clear();
    m_fresh->hide();
    m_file->show();
}

} // namespace muster
