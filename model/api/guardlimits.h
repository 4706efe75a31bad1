// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

namespace muster {

/// What a client of the embedded server may ask for at most, and how long it may take (docs/contract.md
/// HTTP). The defaults are the promise; tests set shorter times.
struct GuardLimits
{
    int connections = 64;                  ///< served at once; a further client is told to come back
    int leaving = 192;                     ///< turned away and still reading that; one more is cut off
    qsizetype requestLineBytes = 8 * 1024; ///< without its line end
    qsizetype headBytes = 16 * 1024;       ///< request line, fields and line ends together
    int fields = 64;
    qint64 bodyBytes = 1024 * 1024;
    qint64 unsentBytes = 1024 * 1024;      ///< answers not yet taken by a client that begins another request
    std::chrono::milliseconds head{5'000}; ///< from the first byte of a request to the end of its head
    std::chrono::milliseconds request{30'000}; ///< from the first byte of a request to its last
    std::chrono::milliseconds idle{15'000};    ///< between two requests of a kept connection
    std::chrono::milliseconds drain{30'000};   ///< from an answer to the last byte of it taken
    std::chrono::milliseconds linger{1'000};   ///< a refused client's bytes are thrown away meanwhile
    int wrongKeys = 10; ///< in wrongKeyWindow, until further wrong ones are answered 429
    std::chrono::milliseconds wrongKeyDelay{250};
    std::chrono::milliseconds wrongKeyWindow{60'000};
    std::chrono::milliseconds wrongKeyBlock{60'000};
    int descriptors = 0;                   ///< files and sockets the process may have open; 0: no known limit
    int streams = 1024;                    ///< open at once, beside the connections
    qint64 streamUnsentBytes = 256 * 1024; ///< frames not yet taken, until the client is cut off
    std::chrono::milliseconds heartbeat{10'000}; ///< between two comments that keep a stream alive
    std::chrono::milliseconds stop{1'000};       ///< what running handlers get when the server stops
};

} // namespace muster
