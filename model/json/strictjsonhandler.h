// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QJsonValue>
#include <QString>

#include <nlohmann/json.hpp>

#include <utility>
#include <vector>

namespace muster {

/// Builds a QJsonValue from the events of nlohmann-json's reader and collects what strictjson.h refuses.
class StrictJsonHandler final : public nlohmann::json_sax<nlohmann::json>
{
public:
    const QList<Issue> &issues() const { return m_issues; }
    const QJsonValue &root() const { return m_root; }

    bool null() override;
    bool boolean(bool value) override;
    bool number_integer(number_integer_t value) override;
    bool number_unsigned(number_unsigned_t value) override;
    bool number_float(number_float_t value, const string_t &spelling) override;
    bool string(string_t &value) override;
    bool binary(binary_t &value) override;
    bool start_object(std::size_t elements) override;
    bool key(string_t &value) override;
    bool end_object() override;
    bool start_array(std::size_t elements) override;
    bool end_array() override;
    bool parse_error(std::size_t position, const std::string &lastToken,
                     const nlohmann::detail::exception &fault) override;

private:
    /// One array or object that is still open. Members stay in a list until it ends, and are sorted then:
    /// inserting them one by one into a QJsonObject moves half of it each time.
    struct Level
    {
        bool isObject = false;
        QString key; ///< of the member that is being read
        std::vector<std::pair<QString, QJsonValue>> members;
        std::vector<QJsonValue> elements;
    };

    bool open(bool isObject);
    bool add(QJsonValue value);
    bool refuse(const QString &message);
    QJsonValue closedObject(Level &level);
    /// The pointer to the value that is being read, `levels` deep; cut at a parent before it gets too long to
    /// answer.
    QString pointer(std::size_t levels) const;

    std::vector<Level> m_levels;
    QJsonValue m_root;
    QList<Issue> m_issues;
};

} // namespace muster
