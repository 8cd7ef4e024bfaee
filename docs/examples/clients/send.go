// Sends one message: go run send.go PROXY ORIGIN SITE EMAIL MESSAGE. Needs nothing but Go.
package main

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"time"
)

var again = map[int]bool{408: true, 429: true, 500: true, 503: true}

func newID() string {
	var b [16]byte
	rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// send returns the proxy's answer. The id is the same for every try, so that no second ticket is made.
func send(proxy, origin string, message map[string]string, tries int) (string, error) {
	message["id"] = newID()
	body, err := json.Marshal(message)
	if err != nil {
		return "", err
	}
	client := http.Client{Timeout: 20 * time.Second}
	for {
		tries--
		wait := 2
		request, err := http.NewRequest("POST", proxy+"/api/tickets", bytes.NewReader(body))
		if err != nil {
			return "", err
		}
		request.Header.Set("Origin", origin)
		request.Header.Set("Content-Type", "application/json")
		answer, err := client.Do(request)
		if err == nil {
			text, _ := io.ReadAll(answer.Body)
			answer.Body.Close()
			if answer.StatusCode == 202 {
				return string(text), nil
			}
			if !again[answer.StatusCode] || tries == 0 {
				return "", fmt.Errorf("%s", text)
			}
			if told, err := strconv.Atoi(answer.Header.Get("Retry-After")); err == nil {
				wait = told
			}
		} else if tries == 0 {
			return "", err
		}
		time.Sleep(time.Duration(wait) * time.Second)
	}
}

func main() {
	if len(os.Args) != 6 {
		fmt.Fprintln(os.Stderr, "send PROXY ORIGIN SITE EMAIL MESSAGE")
		os.Exit(2)
	}
	message := map[string]string{"site": os.Args[3], "email": os.Args[4], "message": os.Args[5]}
	answer, err := send(os.Args[1], os.Args[2], message, 5)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(answer)
}
