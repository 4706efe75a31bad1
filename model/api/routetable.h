// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apianswer.h"
#include "apirequest.h"
#include "streamsession.h"

#include <QByteArrayList>

#include <functional>
#include <vector>

namespace muster {

class StackSource;

using RouteHandler = std::function<ApiAnswer(StackSource &, const ApiRequest &)>;

/// Judges a request for a stream, on the connection's thread, and makes what serves it.
using StreamOpener = std::function<StreamOpening(StackSource &, const ApiRequest &)>;

/// How near an operation comes to the vendor's service, as docs/fidelity.md tells it.
enum class Fidelity {
    Exact,       ///< the public clients cannot tell the difference, as far as can be known
    Approximate, ///< they work with it, but something is decided here; the note says what
    Added,       ///< the vendor's service has no such operation
    Absent,      ///< known of the vendor's service and not built: 501
};

/// One operation of the API.
struct Route
{
    QByteArray method;
    QByteArray pattern;        ///< `/api/v1/machines/{id}`
    RouteHandler handler = {}; ///< synchronous, on the connection's thread; none when absent
    bool needsKey = true;
    bool machineBoundWrite =
        false;            ///< refused where the machine's proof does not hold (docs/contract.md ID-35)
    bool hasBody = false; ///< demands a JSON body; without it a body is refused
    StreamOpener opensStream = {}; ///< instead of a handler: the client is served outside the HTTP parser
    Fidelity fidelity = Fidelity::Approximate;
    const char *note = ""; ///< what is decided here, or what the absent operation belongs to
};

/// All operations of the server in one place. Immutable once made; any thread.
class RouteTable
{
public:
    /// What a path and a method lead to.
    struct Found
    {
        const Route *route = nullptr; ///< none: no such path, or not with this method
        QStringList ids;
        QByteArrayList allowedMethods; ///< of the path; empty: no such path
    };

    explicit RouteTable(std::vector<Route> routes);

    /// The path is taken as it was sent: nothing is decoded but the colons of a `{did}`, a further slash
    /// makes another path.
    Found find(const QByteArray &method, const QByteArray &path) const;
    /// Whether a request is one for a stream; asked of every request before it is parsed.
    bool opensStream(const QByteArray &method, const QByteArray &path) const;
    const std::vector<Route> &routes() const { return m_routes; }

private:
    std::vector<Route> m_routes;
    std::vector<QByteArrayList> m_patterns; ///< the segments of each route's pattern
    bool m_hasStreams = false;
};

} // namespace muster
