// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverpanel.h"

#include "clientenvironment.h"
#include "elidedlabel.h"
#include "glyph.h"
#include "iconlabel.h"
#include "serverswitch.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

// What fits a column without being shortened.
QString sample(RequestLogModel::Column column)
{
    switch (column) {
    case RequestLogModel::Column::Time:
        return u"22:14:40.123"_s;
    case RequestLogModel::Column::Method:
        return u"DELETE"_s;
    case RequestLogModel::Column::Path:
        return u"/api/v1/machines/mach_0123456789abcdef"_s;
    case RequestLogModel::Column::Status:
        return u"409 MACHINE_NOT_ACTIVE"_s;
    case RequestLogModel::Column::Duration:
        return u"1234.5 ms"_s;
    case RequestLogModel::Column::Client:
        return u"peaqos-sdk-py/0.12.1"_s;
    case RequestLogModel::Column::RequestId:
        return u"req_0123456789abcdef"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

ServerPanel::ServerPanel(ServerSwitch &server, QAction *toggle, QWidget *parent)
    : QWidget(parent)
    , m_server(server)
    , m_icon(new IconLabel(1.2, this))
    , m_url(new ElidedLabel(this))
    , m_keyFile(new ElidedLabel(this))
    , m_power(new QPushButton(this))
    , m_copyUrl(new QPushButton(this))
    , m_copyEnvironment(new QPushButton(this))
    , m_table(new QTableView(this))
{
    setObjectName(u"serverPanel"_s);
    auto *layout = new QVBoxLayout(this);
    const int gap = fontMetrics().height() / 2;
    layout->setContentsMargins(0, gap, 0, 0);
    layout->addWidget(buildHead(toggle));
    buildLog();
    layout->addWidget(m_table, 1);
    connect(&m_server, &ServerSwitch::changed, this, &ServerPanel::showState);
    connect(&m_server, &ServerSwitch::requestServed, this, [this](const ServedRequest &request) {
        const QScrollBar *bar = m_table->verticalScrollBar();
        const bool atEnd = bar->value() == bar->maximum();
        m_log.append(request);
        if (atEnd)
            m_table->scrollToBottom();
    });
    showState();
}

QWidget *ServerPanel::buildHead(QAction *toggle)
{
    auto *head = new QWidget(this);
    auto *layout = new QHBoxLayout(head);
    const int gap = fontMetrics().height() / 2;
    layout->setContentsMargins(gap * 3 / 2, 0, gap * 3 / 2, 0);
    layout->setSpacing(gap);
    m_power->setObjectName(u"serverPower"_s);
    m_power->setIcon(glyph(u"power"_s));
    connect(m_power, &QPushButton::clicked, toggle, &QAction::trigger);
    connect(toggle, &QAction::enabledChanged, m_power, &QWidget::setEnabled);
    m_url->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_url->setObjectName(u"serverUrl"_s);
    m_keyFile->setObjectName(u"serverKeyFile"_s);
    m_keyFile->setTone(Tone::Muted);
    m_copyUrl->setObjectName(u"serverCopyUrl"_s);
    m_copyUrl->setText(tr("Copy &URL"));
    m_copyUrl->setIcon(glyph(u"copy"_s));
    m_copyEnvironment->setObjectName(u"serverCopyEnvironment"_s);
    m_copyEnvironment->setText(tr("Copy en&vironment for SDK and CLI"));
    m_copyEnvironment->setIcon(glyph(u"terminal-2"_s));
    m_copyEnvironment->setToolTip(
        tr("Shell lines that point the SDK and the CLI at this server. The key itself is not "
           "copied: the lines read it from its file."));
    layout->addWidget(m_icon);
    layout->addWidget(m_url);
    layout->addSpacing(gap * 2);
    layout->addWidget(m_keyFile, 1);
    layout->addWidget(m_power);
    layout->addWidget(m_copyUrl);
    layout->addWidget(m_copyEnvironment);
    connect(m_copyUrl, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_server.url().toString()); });
    connect(m_copyEnvironment, &QPushButton::clicked, this, &ServerPanel::copyEnvironment);
    return head;
}

void ServerPanel::buildLog()
{
    m_table->setObjectName(u"requestLog"_s);
    m_table->setAccessibleName(tr("Answered requests"));
    m_table->setModel(&m_log);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 3 / 2);
    m_table->horizontalHeader()->setHighlightSections(false);
    for (int column = 0; column < RequestLogModel::kColumns; ++column)
        m_table->setColumnWidth(
            column, fontMetrics().horizontalAdvance(sample(static_cast<RequestLogModel::Column>(column))) +
                        fontMetrics().height());
    m_table->horizontalHeader()->setSectionResizeMode(static_cast<int>(RequestLogModel::Column::Path),
                                                      QHeaderView::Stretch);
}

void ServerPanel::showState()
{
    const bool on = m_server.isRunning();
    m_power->setText(on ? tr("S&top server") : tr("S&tart server"));
    m_icon->setGlyph(on ? u"circle-check"_s : u"power"_s, on ? Tone::Positive : Tone::Muted);
    m_url->setText(on ? m_server.url().toString() : tr("The server is off. Nothing listens."));
    const QString keyFile = m_server.apiKeyFile();
    //: %1: path of the file that holds the API key
    m_keyFile->setText(!on                 ? QString()
                       : keyFile.isEmpty() ? tr("No API key is demanded.")
                                           : tr("API key in %1").arg(keyFile));
    m_copyUrl->setEnabled(on);
    m_copyEnvironment->setEnabled(on);
}

void ServerPanel::copyEnvironment()
{
    if (m_server.isRunning())
        QGuiApplication::clipboard()->setText(clientEnvironmentLines(m_server.url(), m_server.apiKeyFile()));
}

} // namespace muster
