// SPDX-License-Identifier: GPL-3.0-or-later
#include "demostream.h"

#include "apiroutes.h"
#include "eventstream.h"

#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

StreamOpening openDemoStream(StackSource &, const ApiRequest &request)
{
    const QUrlQuery query(QString::fromLatin1(request.head.query()));
    return std::make_unique<EventStream>(std::make_unique<DemoStream>(
        query.queryItemValue(u"last"_s).toInt(), query.queryItemValue(u"size"_s).toInt()));
}

} // namespace

std::atomic<int> DemoStream::s_alive = 0;
std::atomic<int> DemoStream::s_begun = 0;

DemoStream::DemoStream(int last, int size)
    : m_last(last)
    , m_size(size)
    , m_timer(this)
{
    ++s_alive;
    connect(&m_timer, &QTimer::timeout, this, &DemoStream::tick);
}

DemoStream::~DemoStream()
{
    --s_alive;
}

void DemoStream::begin()
{
    ++s_begun;
    if (m_size >= 0)
        m_timer.start(1);
}

void DemoStream::tick()
{
    const QByteArray number = QByteArray::number(++m_number);
    emit frames(QByteArray("id: ")
                    .append(number)
                    .append("\nevent: tick\ndata: ")
                    .append(QByteArray(m_size, 'x'))
                    .append("\n\n"));
    if (m_number == m_last) {
        m_timer.stop();
        emit ended();
    }
}

int DemoStream::begun()
{
    return s_begun;
}

int DemoStream::alive()
{
    return s_alive;
}

const RouteTable &DemoStream::routes()
{
    static const RouteTable table = [] {
        std::vector<Route> routes = apiRoutes().routes();
        routes.push_back(
            Route{.method = "GET", .pattern = "/api/v1/demo/events", .opensStream = &openDemoStream});
        return RouteTable(std::move(routes));
    }();
    return table;
}

} // namespace muster
