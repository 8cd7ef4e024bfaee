# Sends one message: send.rb PROXY ORIGIN SITE EMAIL MESSAGE. Needs nothing but Ruby.
require 'json'
require 'net/http'
require 'securerandom'

AGAIN = %w[408 429 500 503].freeze

# The proxy's answer. The id is the same for every try, so that no second ticket is made.
def send_message(proxy, origin, message, tries: 5)
  body = JSON.generate({ id: SecureRandom.uuid, **message })
  headers = { 'Origin' => origin, 'Content-Type' => 'application/json' }
  loop do
    wait = 2
    tries -= 1
    begin
      answer = Net::HTTP.post(URI("#{proxy}/api/tickets"), body, headers)
      return JSON.parse(answer.body) if answer.code == '202'
      raise answer.body if !AGAIN.include?(answer.code) || tries.zero?
      wait = (answer['Retry-After'] || wait).to_i
    rescue SystemCallError, IOError, Timeout::Error
      raise if tries.zero?
    end
    sleep wait
  end
end

abort 'send.rb PROXY ORIGIN SITE EMAIL MESSAGE' unless ARGV.length == 5
proxy, origin, site, email, message = ARGV
begin
  puts JSON.generate(send_message(proxy, origin, { site: site, email: email, message: message }))
rescue StandardError => error
  abort error.message
end
