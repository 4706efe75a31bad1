// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverpanel.h"

#include "confirmdialog.h"
#include "elidedlabel.h"
#include "glyph.h"
#include "iconlabel.h"
#include "keyrow.h"
#include "requestlogview.h"
#include "serverswitch.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace muster {
ServerPanel::ServerPanel(ServerSwitch &server, QAction *toggle, QWidget *parent)
    : QWidget(parent)
    , m_server(server)
    , m_icon(new IconLabel(1.2, this))
    , m_url(new ElidedLabel(this))
    , m_power(new QPushButton(this))
    , m_copyUrl(new QPushButton(this))
    , m_copyEnvironment(new QPushButton(this))
    , m_key(new KeyRow(this))
    , m_log(new RequestLogView(this))
{
    setObjectName(u"serverPanel"_s);
    auto *layout = new QVBoxLayout(this);
    const int gap = fontMetrics().height() / 2;
    layout->setContentsMargins(0, gap, 0, 0);
    layout->setSpacing(gap / 2);
    layout->addWidget(buildHead(toggle));
    layout->addWidget(m_log, 1);
    connect(&m_server, &ServerSwitch::changed, this, &ServerPanel::showState);
    connect(&m_server, &ServerSwitch::keyMade, m_key, [this](const QByteArray &key) {
        showState();
        m_key->showKey(key);
    });
    connect(&m_server, &ServerSwitch::requestServed, m_log, &RequestLogView::append);
    connect(m_key, &KeyRow::reissueAsked, this, &ServerPanel::askForNewKey);
    showState();
}

QWidget *ServerPanel::buildHead(QAction *toggle)
{
    auto *head = new QWidget(this);
    const int gap = fontMetrics().height() / 2;
    auto *rows = new QVBoxLayout(head);
    rows->setContentsMargins(gap * 3 / 2, 0, gap * 3 / 2, 0);
    rows->setSpacing(gap / 2);
    auto *layout = new QHBoxLayout;
    layout->setSpacing(gap);
    rows->addLayout(layout);
    rows->addWidget(m_key);
    m_power->setObjectName(u"serverPower"_s);
    m_power->setIcon(glyph(u"power"_s));
    connect(m_power, &QPushButton::clicked, toggle, &QAction::trigger);
    connect(toggle, &QAction::enabledChanged, m_power, &QWidget::setEnabled);
    m_url->setObjectName(u"serverUrl"_s);
    m_copyUrl->setObjectName(u"serverCopyUrl"_s);
    m_copyUrl->setText(tr("Copy &URL"));
    m_copyUrl->setIcon(glyph(u"copy"_s));
    m_copyEnvironment->setObjectName(u"serverCopyEnvironment"_s);
    m_copyEnvironment->setText(tr("Copy env&ironment for SDK and CLI"));
    m_copyEnvironment->setIcon(glyph(u"terminal-2"_s));
    m_copyEnvironment->setToolTip(
        tr("Shell lines that point the SDK and the CLI at this server. The API key itself is not copied: the "
           "lines read it from its file. The private key in them was made up now; the SDK asks for one."));
    layout->addWidget(m_icon);
    layout->addWidget(m_url, 1);
    layout->addWidget(m_power);
    layout->addWidget(m_copyUrl);
    layout->addWidget(m_copyEnvironment);
    connect(m_copyUrl, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_server.url().toString()); });
    connect(m_copyEnvironment, &QPushButton::clicked, this, &ServerPanel::copyEnvironment);
    return head;
}

void ServerPanel::setPort(quint16 port)
{
    m_port = port;
    showState();
}

void ServerPanel::showState()
{
    const bool on = m_server.isRunning();
    m_power->setText(on ? tr("S&top server") : tr("S&tart server"));
    m_icon->setGlyph(on ? u"circle-check"_s : u"power"_s, on ? Tone::Positive : Tone::Muted);
    //: %1: an address like http://127.0.0.1:8787
    const QString idle = m_port == 0 ? tr("The server is off. Nothing of Muster listens on this computer.")
                                     : tr("The server is off. Nothing of Muster listens on %1.")
                                           .arg(u"http://127.0.0.1:%1"_s.arg(m_port));
    m_url->setText(on ? m_server.url().toString() : idle);
    m_key->showFile(m_server.apiKeyFile(), on);
    m_copyUrl->setEnabled(on);
    m_copyEnvironment->setEnabled(on);
}

void ServerPanel::askForNewKey()
{
    auto *dialog = new ConfirmDialog(
        {u"reissue"_s, u"key"_s, tr("New API key"), tr("Make a new API key in the place of the old one?"),
         tr("The old key stops working at once, also for programs that are connected now. They need the new "
            "one, which is shown once."),
         tr("&Make a new key")},
        this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, &m_server, &ServerSwitch::reissueKey);
    dialog->open();
}

void ServerPanel::copyEnvironment()
{
    if (m_server.isRunning())
        QGuiApplication::clipboard()->setText(m_server.clientEnvironment());
}

} // namespace muster
