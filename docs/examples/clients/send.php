<?php
// Sends one message: send.php PROXY ORIGIN SITE EMAIL MESSAGE. Needs PHP 8 and nothing else.

const AGAIN = [0, 408, 429, 500, 503];

/** The proxy's answer. The id is the same for every try, so that no second ticket is made. */
function send(string $proxy, string $origin, array $message, int $tries = 5): array
{
    $bytes = random_bytes(16);
    $bytes[6] = chr(ord($bytes[6]) & 0x0f | 0x40);
    $bytes[8] = chr(ord($bytes[8]) & 0x3f | 0x80);
    $id = vsprintf('%s%s-%s-%s-%s-%s%s%s', str_split(bin2hex($bytes), 4));
    $http = [
        'method' => 'POST',
        'header' => ["Origin: $origin", 'Content-Type: application/json'],
        'content' => json_encode(['id' => $id] + $message, JSON_THROW_ON_ERROR),
        'timeout' => 20,
        'ignore_errors' => true,
    ];
    for (;;) {
        $http_response_header = [];
        $body = @file_get_contents("$proxy/api/tickets", false, stream_context_create(['http' => $http]));
        $head = implode("\n", $http_response_header);
        $status = preg_match('~^HTTP/\S+ (\d+)~m', $head, $found) ? (int) $found[1] : 0;
        if ($status === 202) {
            return json_decode($body, true, 512, JSON_THROW_ON_ERROR);
        }
        if (!in_array($status, AGAIN, true) || --$tries === 0) {
            throw new RuntimeException($body ?: 'The proxy does not answer.');
        }
        sleep(preg_match('~^retry-after: (\d+)~mi', $head, $found) ? (int) $found[1] : 2);
    }
}

if ($argc !== 6) {
    fwrite(STDERR, "send.php PROXY ORIGIN SITE EMAIL MESSAGE\n");
    exit(2);
}
[, $proxy, $origin, $site, $email, $message] = $argv;
try {
    echo json_encode(send($proxy, $origin, compact('site', 'email', 'message'))), "\n";
} catch (RuntimeException $error) {
    fwrite(STDERR, $error->getMessage() . "\n");
    exit(1);
}
