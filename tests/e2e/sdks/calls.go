// calls.go URL - three profiles call URL for 30 seconds, all at once; prints what AWS has said to each
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

const region = "eu-west-1"

type answer struct {
	profile string
	said    []string
}

func endpoint(service, region string, options ...interface{}) (aws.Endpoint, error) {
	return aws.Endpoint{URL: os.Args[1], SigningRegion: region}, nil
}

func client(profile string) (*sts.Client, error) {
	made, err := config.LoadDefaultConfig(context.Background(), config.WithSharedConfigProfile(profile),
		config.WithRegion(region),
		config.WithEndpointResolverWithOptions(aws.EndpointResolverWithOptionsFunc(endpoint)),
		config.WithRetryer(func() aws.Retryer { return aws.NopRetryer{} }))
	return sts.NewFromConfig(made), err
}

// Old releases of this SDK may close a connection from which they still read: that call is made again.
func ask(client *sts.Client) string {
	identity, err := client.GetCallerIdentity(context.Background(), &sts.GetCallerIdentityInput{})
	if err != nil && strings.Contains(err.Error(), "use of closed network connection") {
		return ask(client)
	}
	if err != nil {
		return err.Error()
	}
	return *identity.Arn
}

func call(profile string, end time.Time, answers chan<- answer) {
	found := answer{profile: profile}
	one, err := client(profile)
	if err != nil {
		found.said = append(found.said, err.Error())
	}
	for err == nil && time.Now().Before(end) {
		said := ask(one)
		if len(found.said) == 0 || found.said[len(found.said)-1] != said {
			found.said = append(found.said, said)
		}
		time.Sleep(50 * time.Millisecond)
	}
	answers <- found
}

func main() {
	profiles := []string{"default", "ops", "audit"}
	answers := make(chan answer)
	all := map[string][]string{}
	for _, profile := range profiles {
		go call(profile, time.Now().Add(30*time.Second), answers)
	}
	for range profiles {
		one := <-answers
		all[one.profile] = one.said
	}
	text, _ := json.Marshal(all)
	fmt.Println(string(text))
}
